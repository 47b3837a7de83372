using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Drafting;

/// <summary>What was typed into a form and what is wrong with it, so that it is shown again as it was.</summary>
public sealed class FormState(IReadOnlyDictionary<string, string> typed, Refusal? refusal)
{
    public static readonly FormState Untouched = new(new Dictionary<string, string>(), null);

    public Refusal? Refusal => refusal;

    /// <summary>What was typed into a field; null where the form did not have it.</summary>
    public string? Typed(string field) => typed.GetValueOrDefault(field);

    /// <summary>What is wrong with a field, in words; null when nothing is.</summary>
    public string? Error(string field, Language language) => Problem(field)?.In(language);

    public Refusal? Problem(string field) => refusal?.Fields.FirstOrDefault(p => p.Field == field)?.Why;

    /// <summary>The state that was read before this was typed, as <c>TurnForm</c> sends it; 0 where none is named.</summary>
    public static int TurnOf(IReadOnlyDictionary<string, string> posted) =>
        int.TryParse(posted.GetValueOrDefault("turn"), NumberStyles.None, CultureInfo.InvariantCulture, out var turn)
            ? turn
            : 0;

    /// <summary>
    /// The fields of a form that was sent, each once; of several values with a blank between. Without NUL, which nobody types and PostgreSQL cannot
    /// even be asked for.
    /// </summary>
    public static Dictionary<string, string> Read(IFormCollection form) =>
        form.Where(f => !f.Key.StartsWith('_'))
            .ToDictionary(
                f => f.Key,
                f => string.Join(' ', f.Value.OfType<string>()).Replace("\0", "", StringComparison.Ordinal),
                StringComparer.Ordinal
            );
}
