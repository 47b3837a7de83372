using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Alliance.Sprints.Board;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Documents;

/// <summary>An idea that went on, in the open format (docs/format.md, "ideas").</summary>
/// <param name="Id">Its key.</param>
/// <param name="Fates">In the order in which they were taken.</param>
public record IdeaDocument(string Id, string City, string Board, string Language, DateTime At, List<FateDocument> Fates)
    : IDocument
{
    public string? Sprint { get; init; }

    /// <summary>Its words; absent where they were erased.</summary>
    public LocalText? Text { get; init; }
    public LocalText? Challenge { get; init; }
    public LocalText? Why { get; init; }

    /// <summary>Absent of a suggestion on an open board.</summary>
    public CardVerdict? Verdict { get; init; }

    /// <param name="idea">With its city and steps, and their cities.</param>
    /// <param name="made">What became of the steps.</param>
    public static IdeaDocument Of(Idea idea, FatesMade made) =>
        new(
            idea.Key,
            idea.City!.Identifier,
            idea.Board,
            idea.Language,
            idea.At,
            [.. idea.Fates.OrderBy(f => f.Number).Select(f => FateDocument.Of(idea, f, made.Of(f)))]
        )
        {
            Sprint = idea.Sprint,
            Text = Words(idea, idea.Text),
            Challenge = Words(idea, idea.Challenge),
            Why = Words(idea, idea.Why),
            Verdict = idea.Verdict,
        };

    /// <summary>
    /// The row with this content: the stored one with its steps, or a new one. Steps that were taken here stay: this site knows better what became of
    /// them.
    /// </summary>
    public Idea Apply(Idea? stored, Func<string, long> cityOf)
    {
        var idea =
            stored
            ?? new Idea
            {
                Key = Id,
                Origin = "idea:" + Id,
                CityId = cityOf(City),
                Sprint = Sprint,
                Board = Board,
                Text = $"{Text}",
                Challenge = $"{Challenge}",
                Verdict = Verdict,
                Language = Language,
                At = At,
            };
        // Words that were erased here do not come back by a file from before.
        if (stored is not { Text.Length: 0 })
            (idea.Text, idea.Challenge, idea.Why) = ($"{Text}", $"{Challenge}", Why?.ToString());
        (idea.Board, idea.Verdict, idea.Language) = (Board, Verdict, Language);
        idea.Fates.RemoveAll(f => f.Elsewhere is not null);
        foreach (var (place, fate) in Fates.Index())
            if (!idea.Fates.Exists(f => f.Number == place + 1))
                idea.Fates.Add(fate.Row(place + 1, cityOf));
        return idea;
    }

    internal static LocalText? Words(Idea idea, string? text) =>
        string.IsNullOrEmpty(text) ? null : new LocalText(idea.Language, text);
}

/// <summary>A step of an idea.</summary>
/// <param name="City">The city that took it.</param>
public sealed record FateDocument(FateKind Kind, string City, DateTime At)
{
    /// <summary>The key of the challenge or milestone in the city's roadmap.</summary>
    public string? Part { get; init; }

    /// <summary>The deal that was signed, with the number of the article and of the version.</summary>
    public string? Deal { get; init; }
    public int? Article { get; init; }
    public int? Version { get; init; }
    public string? Practice { get; init; }
    public LocalText? Reason { get; init; }

    /// <summary>Talks that came to nothing, or a practice that was given up.</summary>
    public bool? Ended { get; init; }

    internal static FateDocument Of(Idea idea, IdeaFate fate, FateElsewhere became) =>
        new(fate.Kind, fate.City!.Identifier, fate.At)
        {
            Part = fate.Kind is FateKind.Challenge or FateKind.Milestone ? fate.Target : null,
            Deal = became.Deal,
            Article = became.Article,
            Version = became.Version,
            Practice = became.Practice,
            Reason = IdeaDocument.Words(idea, fate.Reason),
            Ended = became.Ended ? true : null,
        };

    internal IdeaFate Row(int number, Func<string, long> cityOf) =>
        new()
        {
            Number = number,
            Kind = Kind,
            CityId = cityOf(City),
            Target = Part ?? Deal ?? Practice,
            Reason = Reason?.ToString(),
            Elsewhere = new FateElsewhere(Deal, Article, Version, Practice, Ended == true),
            At = At,
        };
}

/// <summary>What became of the steps of ideas, as everybody may know it.</summary>
/// <param name="Practices">Published ones, by the number of the step; null of one that is being written.</param>
public sealed record FatesMade(
    IReadOnlyDictionary<long, SignedArticle> Signed,
    IReadOnlySet<long> Ended,
    IReadOnlyDictionary<long, string?> Practices
)
{
    /// <param name="db">The register.</param>
    /// <param name="fates">Of these.</param>
    /// <remarks>2 queries.</remarks>
    public static async Task<FatesMade> OfAsync(AppDb db, IQueryable<IdeaFate> fates)
    {
        var drafted = await SignedArticles.OfAsync(db, fates);
        var practices = await (
            from fate in fates
            where fate.Kind == FateKind.Practice
            join practice in db.Practices
                on new { Origin = (string?)fate.Idea!.Origin, City = (long?)fate.CityId } equals new
                {
                    practice.Origin,
                    City = practice.CityId,
                }
            select new
            {
                fate.Id,
                practice.Identifier,
                practice.Standing,
            }
        ).ToListAsync();
        return new FatesMade(
            drafted.Signed,
            drafted.Ended,
            practices
                .DistinctBy(p => p.Id)
                .ToDictionary(p => p.Id, p => p.Standing == PracticeStanding.Published ? p.Identifier : null)
        );
    }

    internal FateElsewhere Of(IdeaFate fate) =>
        fate.Elsewhere
        ?? fate.Kind switch
        {
            FateKind.Draft when Signed.TryGetValue(fate.Id, out var signed) => new FateElsewhere(
                signed.Deal,
                signed.Number,
                signed.Version
            ),
            FateKind.Draft => new FateElsewhere(Ended: Ended.Contains(fate.Id)),
            FateKind.Practice => Practices.TryGetValue(fate.Id, out var practice)
                ? new FateElsewhere(Practice: practice)
                : new FateElsewhere(Ended: true),
            _ => new FateElsewhere(),
        };
}
