using System.Text.RegularExpressions;
using Alliance.Platform.Data;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>A board with ten thousand suggestions: each order meets each of them once, by an index.</summary>
public sealed partial class SuggestionListTests
{
    private const int Many = 10_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Ten_thousand_are_paged_by_an_index_in_each_order(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 1, SuggestionState.Shown, Many);
        await OpenBoardTests.FillAsync(app, Many + 1, SuggestionState.Waiting, 300);
        await app.WithDbAsync(async db =>
        {
            await db
                .Suggestions.Where(s => s.Number % 7 == 0)
                .ExecuteUpdateAsync(u => u.SetProperty(s => s.Supports, s => s.Number % 90), Cancel);
            await db.Database.ExecuteSqlRawAsync("ANALYZE", Cancel);
        });
        var board = await story.DbAsync(db => db.OpenBoards.AsNoTracking().SingleAsync(Cancel));
        var day = new DateOnly(2026, 3, 10);
        foreach (var order in Enum.GetValues<SuggestionOrder>())
        {
            var met = new List<SuggestionRow>();
            var filter = new SuggestionFilter("", order, null);
            while (true)
            {
                var asked = filter;
                var page = await app.WithDbAsync(db =>
                    SuggestionList.LoadAsync(db, board.Id, asked, met.Count < 3_000 ? day : day.AddDays(1), 700, Cancel)
                );
                met.AddRange(page.Rows);
                if (page.Next is null)
                    break;
                filter = filter with { After = page.Next };
            }
            Assert.Equal(Many, met.Count);
            Assert.Equal(Many, met.Select(r => r.Number).Distinct().Count());
            if (order == SuggestionOrder.MostSupported)
                Assert.Equal(met.Select(r => r.Supports).OrderDescending(), met.Select(r => r.Supports));
        }
        // Another day begins elsewhere.
        var first = await app.WithDbAsync(db =>
            SuggestionList.LoadAsync(db, board.Id, new SuggestionFilter("", default, null), day, 5, Cancel)
        );
        var next = await app.WithDbAsync(db =>
            SuggestionList.LoadAsync(db, board.Id, new SuggestionFilter("", default, null), day.AddDays(1), 5, Cancel)
        );
        Assert.NotEqual(first.Rows[0].Number, next.Rows[0].Number);
        // Words are looked for without marks and in any case.
        var found = await app.WithDbAsync(db =>
            SuggestionList.LoadAsync(
                db,
                board.Id,
                new SuggestionFilter("ZEPPELÍN", SuggestionOrder.Newest, null),
                day,
                50,
                Cancel
            )
        );
        Assert.Equal(10, found.Rows.Count);

        foreach (var query in (string[])["", "?order=newest", "?order=most-supported"])
        {
            app.Queries.Clear();
            await story.ManagerBrowser.GetStringAsync(OpenBoardStory.Public + query, Cancel);
            var lists = app
                .Queries.Sql.Where(s =>
                    s.Contains("folded", StringComparison.Ordinal) || s.Contains("from_words", StringComparison.Ordinal)
                )
                .ToList();
            Assert.Single(lists);
            var plan = await PlanAsync(app, on, lists[0]);
            Assert.Contains("ix_suggestions_board_id", plan, StringComparison.Ordinal);
            Assert.DoesNotContain(on == DatabaseKind.Sqlite ? "TEMP B-TREE" : "Sort", plan, StringComparison.Ordinal);
            var counts = app.Queries.Sql.Single(s => s.Contains("GROUP BY", StringComparison.Ordinal));
            // PostgreSQL reads a table whole in which there is nothing but this board.
            if (on == DatabaseKind.Sqlite)
                Assert.Contains(
                    "ix_suggestions_board_id_state_reason",
                    await PlanAsync(app, on, counts),
                    StringComparison.Ordinal
                );
            // Who is signed in, the board with its city, the counts, the list.
            Assert.InRange(app.Queries.Count, 3, 6);
        }
    }

    [Theory, EachDatabase]
    public async Task What_an_address_says_that_nobody_understands_is_as_if_it_were_not_there(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 1, SuggestionState.Shown, 30);
        foreach (
            var query in (string[])
                [
                    "order=x",
                    "after=a-b-c",
                    "after=99999999999",
                    "order=newest&after=-1",
                    "q=%00",
                    "q=%25",
                    "order=most-supported&after=1",
                ]
        )
        {
            var page = await story.Stranger.TextAsync($"{OpenBoardStory.Public}?{query}");
            Assert.Contains("30 suggestions are shown", page, StringComparison.Ordinal);
        }
        Assert.Contains(
            "No suggestion has these words",
            await story.Stranger.TextAsync($"{OpenBoardStory.Public}?q=zzz"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Idea 17",
            await story.Stranger.TextAsync($"{OpenBoardStory.Public}?q=idea%2017"),
            StringComparison.Ordinal
        );
    }

    // The numbers of a statement's parameters do not change its plan.
    private static Task<string> PlanAsync(TestApp app, DatabaseKind on, string sql) =>
        app.WithDbAsync(async db =>
        {
            var connection = db.Database.GetDbConnection();
            await db.Database.OpenConnectionAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText =
                (on == DatabaseKind.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + Parameter().Replace(sql, "1");
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var plan = new List<string>();
            while (await reader.ReadAsync(Cancel))
                plan.Add($"{reader.GetValue(reader.FieldCount - 1)}");
            return string.Join('\n', plan);
        });

    [GeneratedRegex(@"@\w+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
