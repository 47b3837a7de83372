using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Sprints.OpenBoards;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>Words that are taken away where they were written go from the way of the idea too. What a city wrote itself stays.</summary>
internal static class ForgetWords
{
    /// <summary>The caller saves.</summary>
    public static async Task RunAsync(AppDb db, string origin, DateTimeOffset now, CancellationToken cancel = default)
    {
        foreach (
            var idea in await db
                .Ideas.Where(i => i.Origin == origin && (i.Text != "" || i.Why != null))
                .ToListAsync(cancel)
        )
        {
            (idea.Text, idea.Why) = ("", null);
            // Pages of deals, roadmaps and practices may show it.
            db.Raise("idea-erased", null, ["*"], now);
        }
        foreach (var followUp in await db.FollowUps.Where(f => f.Origin == origin).ToListAsync(cancel))
            followUp.Idea = null;
    }

    /// <summary>What is shown again is read again where it went on; the caller saves.</summary>
    public static async Task UndoAsync(
        AppDb db,
        Suggestion suggestion,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var (origin, written) = (suggestion.Origin, WrittenIdea.Of(suggestion));
        foreach (var idea in await db.Ideas.Where(i => i.Origin == origin && i.Text == "").ToListAsync(cancel))
        {
            (idea.Text, idea.Why, idea.Language) = (written.Text, written.Why, written.Language);
            db.Raise("idea-restored", null, ["*"], now);
        }
    }
}
