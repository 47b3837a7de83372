using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Sprints.OpenBoards;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>What every way on of an idea has in common: it is kept with its words and verdict, and one step longer.</summary>
internal static class TakeIdea
{
    /// <summary>Adds the step; the caller stores it together with what the idea becomes.</summary>
    /// <param name="isThere">Whether what an earlier step of that kind and city made is still there; then it does not go there twice.</param>
    /// <returns>
    /// The idea. Refused with <c>idea-not-judged</c>, <c>idea-went-there</c>, and <c>idea-not-found</c> where a suggestion is not shown any more.
    /// </returns>
    public static async Task<Outcome<Idea>> AddAsync(
        AppDb db,
        WrittenIdea written,
        FateKind kind,
        long city,
        DateTime now,
        Func<IdeaFate, Task<bool>> isThere,
        string? target = null,
        string? article = null,
        string? reason = null,
        CancellationToken cancel = default
    )
    {
        now = now.InWholeSeconds();
        if (written is { MustBeJudged: true, Verdict: null })
            return new Refusal("idea-not-judged");
        if (WrittenIdea.IsSuggestion(written.Origin))
        {
            // As it stands now, also where this is tried again. Its turn is taken: who takes it back or takes it from everybody's eyes at this moment, and
            // whoever takes it on, do not both hold.
            if (
                await Suggestion.WithOriginAsync(db, written.Origin, cancel)
                is not { State: SuggestionState.Shown } suggestion
            )
                return new Refusal("idea-not-found");
            written = WrittenIdea.Of(suggestion);
            suggestion.Turn++;
        }
        var idea = await db.Ideas.Include(i => i.Fates).SingleOrDefaultAsync(i => i.Origin == written.Origin, cancel);
        foreach (var before in idea?.Fates.Where(f => f.Kind == kind && f.CityId == city) ?? [])
            if (await isThere(before))
                return new Refusal("idea-went-there");
        if (idea is null)
            db.Ideas.Add(
                idea = new Idea
                {
                    Key = StartDraft.NewKey(),
                    Origin = written.Origin,
                    CityId = written.City,
                    Sprint = written.Sprint,
                    Board = written.Board,
                    Text = written.Text,
                    Challenge = written.Challenge,
                    Verdict = written.Verdict,
                    Language = written.Language,
                    At = now,
                }
            );
        (idea.Board, idea.Text, idea.Challenge) = (written.Board, written.Text, written.Challenge);
        (idea.Verdict, idea.Why, idea.Language) = (written.Verdict, written.Why, written.Language);
        idea.Fates.Add(
            new IdeaFate
            {
                Number = idea.Fates.Count + 1,
                Kind = kind,
                CityId = city,
                Target = target,
                Article = article,
                Reason = reason,
                At = now,
            }
        );
        await TellFollowers.RunAsync(db, written.Origin, now, cancel);
        return idea;
    }

    /// <summary>Words that were erased on the board while it was stored are not kept here either.</summary>
    public static async Task SettleAsync(AppDb db, LiveBoards boards, string origin, CancellationToken cancel)
    {
        var isErased = WrittenIdea.IsSuggestion(origin)
            ? !await Suggestion.IsShownAsync(db, origin, cancel)
            : await BoardResults.AtAsync(db, boards, origin, cancel) is var (live, card)
                && live.State.Card(card) is { Erased: true };
        if (isErased)
            await db
                .Ideas.Where(i => i.Origin == origin)
                .ExecuteUpdateAsync(s => s.SetProperty(i => i.Text, "").SetProperty(i => i.Why, (string?)null), cancel);
    }

    /// <summary>The cached pages that show it.</summary>
    public static string[] TagsOf(Idea idea) =>
        [
            idea.Tag,
            .. idea.Sprint is { } sprint ? (string[])["sprint:" + sprint] : [],
            .. idea.Origin.Split(':', '/') is ["open", var slug, _] ? (string[])[OpenBoardTags.Of(slug)] : [],
        ];
}
