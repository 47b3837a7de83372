using Alliance.Platform.Texts;

namespace Alliance.Platform;

/// <summary>
/// What an act comes to: a value, or a refusal that the person can do something about. Exceptions are left for bugs and
/// broken machinery.
/// </summary>
public sealed class Outcome<T>
    where T : notnull
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Null when the act was done.</summary>
    public Refusal? Refusal { get; }

    public T Value =>
        Refusal is null ? value! : throw new InvalidOperationException($"Refused ({Refusal.Code}): there is no value.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    public TResult Match<TResult>(Func<T, TResult> done, Func<Refusal, TResult> refused) =>
        Refusal is null ? done(value!) : refused(Refusal);
}

/// <summary>Why an act was not done.</summary>
/// <param name="Code">
/// Stable, kebab case (<c>organisation-not-found</c>). The API hands it out; pages and the command line show the text
/// <c>refusal.&lt;code&gt;</c>.
/// </param>
/// <param name="Values">What the text names, in its order.</param>
public sealed record Refusal(string Code, params IReadOnlyList<string> Values)
{
    /// <summary>What is wrong at which field of a form; empty where the whole is refused.</summary>
    public IReadOnlyList<FieldProblem> Fields { get; init; } = [];

    /// <summary>The refusal in words.</summary>
    public string In(Language language) =>
        string.Format(language.Culture, TextCatalogue.Own.Get(language, "refusal." + Code), [.. Values]);
}

/// <summary>What is wrong with one field of a form.</summary>
/// <param name="Field">The field's name.</param>
public sealed record FieldProblem(string Field, Refusal Why);
