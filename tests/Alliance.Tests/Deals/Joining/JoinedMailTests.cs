using System.Globalization;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Platform.Exchange;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Joining;

/// <summary>Who was accepted is told once the log holds the joining, with a checkpoint that covers it.</summary>
public sealed class JoinedMailTests
{
    private const string Joiner = "joiner@example.org";
    private const string Finn = "liittyja@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_mail_to_a_joiner_has_a_checkpoint_that_covers_the_joining(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, Joiner);
        await story.JoinAsync(slug, Finn, "?as=resident", ("contact-language", "fi"));
        foreach (var email in (string[])[Joiner, Finn])
            await story.AcceptAsync(slug, email);

        await AssertCoversAsync(story, Joiner, 2, "The joining is written down in the public log.");
        await AssertCoversAsync(story, Finn, 3, "Liittyminen on kirjattu julkiseen lokiin.");

        // Told again that the log has grown, nobody writes again.
        var grown = await story.DbAsync(async db =>
            (
                await db
                    .Outbox.Where(m => m.Kind == LogGrown.Event && m.Payload.Contains(DealJoined.Kind))
                    .Select(m => m.Payload)
                    .ToListAsync(Cancel)
            ).ConvertAll(p => JsonElement.Parse(p))
        );
        Assert.Equal(2, grown.Count);
        foreach (var payload in grown)
            await app.RaiseAsync(LogGrown.Event, payload);
        await app.SettleAsync();
        Assert.Equal(2, await JoinedAsync(story));
    }

    [Theory, EachDatabase]
    public async Task Nobody_is_told_of_a_joining_that_the_log_does_not_hold(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, Joiner);
        var key = Path.Combine(app.Database.Folder, "log-key");
        File.Move(key, key + "-away");

        using var accepted = await story.AnswerAsync(slug, Joiner);
        await Forms.LeadsToAsync(accepted, $"/en/deals/{slug}/joinings");
        await app.UntilAsync(db =>
            db.Outbox.AnyAsync(m => m.Kind == DealJoined.Kind && m.Attempts > 0 && m.ProcessedAt == null, Cancel)
        );
        Assert.Equal(0, await JoinedAsync(story));

        File.Move(key + "-away", key);
        await app.SettleAsync(TimeSpan.FromSeconds(1));
        await AssertCoversAsync(story, Joiner, 2, "The joining is written down in the public log.");
        Assert.Equal(1, await JoinedAsync(story));
    }

    /// <summary>The mail's checkpoint is one of the log, and was signed when this version's joiners stood in it.</summary>
    internal static async Task AssertCoversAsync(Story story, string email, int version, string said)
    {
        var mail = (await story.App.MailAsync(email)).TextBody!.ReplaceLineEndings("\n");
        Assert.Contains(said, mail, StringComparison.Ordinal);
        var notes = await story.DbAsync(db => db.LogCheckpoints.Select(c => c.Note).ToListAsync(Cancel));
        var note = Assert.Single(notes, n => mail.Contains(n.Trim(), StringComparison.Ordinal));
        var size = long.Parse(note.Split('\n')[1], CultureInfo.InvariantCulture);
        var entries = await story.DbAsync(db =>
            db.LogEntries.Where(e => e.Kind == DealJoined.Kind && e.Number == version)
                .Select(e => e.Index)
                .ToListAsync(Cancel)
        );
        Assert.NotEmpty(entries);
        Assert.All(entries, e => Assert.True(e < size, $"Entry {e} is not in the first {size}."));
    }

    private static Task<int> JoinedAsync(Story story) =>
        story.DbAsync(db => db.Mails.CountAsync(m => m.Key.EndsWith(":joined"), Cancel));
}
