using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>Says of an edition that it holds no more, and why. Whoever has its address still reads it, marked so.</summary>
public sealed class WithdrawEdition(ChangePublication change)
{
    /// <returns>
    /// Refused as <see cref="ChangePublication"/> does, with <c>edition-not-found</c>, <c>edition-is-withdrawn</c>; or with <c>check-fields</c>: at
    /// <c>reason</c> <c>text-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        int number,
        string reason,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            id,
            turn,
            (publication, now) => Task.FromResult(Step(publication, number, TypedText.Plain(reason), language, now)),
            cancel
        );

    private static Refusal? Step(Publication publication, int number, string why, Language language, DateTime now)
    {
        if (publication.Editions.Find(e => e.Number == number) is not { } edition)
            return new Refusal("edition-not-found");
        if (edition.WithdrawnAt is not null)
            return new Refusal("edition-is-withdrawn");
        if (why.Length is 0 or > Edition.ReasonLength)
            return new Refusal("check-fields")
            {
                Fields = [new FieldProblem("reason", new Refusal(why.Length == 0 ? "text-missing" : "text-too-long"))],
            };
        (edition.WithdrawnAt, edition.Reason) = (now, new LocalText(language.Code, why));
        return null;
    }
}
