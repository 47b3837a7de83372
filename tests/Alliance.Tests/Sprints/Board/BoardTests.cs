using System.Net;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Sprints.Board;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints.Board;

/// <summary>A board without any script: from challenges to next steps by forms alone.</summary>
public sealed class BoardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task From_a_challenge_to_a_next_step_by_forms_alone(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on, phase: "challenges");
        using var ada = scene.App.NewClient(cookies: true);
        // Who writes first has joined by that.
        Assert.Equal("k2", await scene.WriteAsync(ada, "challenge", ("text.new", "Cold flats")));
        Assert.Equal(2, await scene.App.WithDbAsync(db => db.BoardParticipants.CountAsync(Cancel)));
        Assert.Contains(
            "at something else",
            await scene.ComplaintAsync(ada, "idea:k2", ("text.k2", "Early")),
            StringComparison.Ordinal
        );
        await scene.LeadAsync("phase:ideas");
        var idea = await scene.WriteAsync(ada, "idea:k2", ("text.k2", "Insulate together"));
        // What was typed is there again where it was refused.
        using (
            var refused = await ada.SendAsync(scene.Page, "write", ("do", "idea:k2"), ("text.k2", new string('x', 501)))
        )
            Assert.Contains(
                new string('x', 501),
                await refused.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal
            );
        await scene.LeadAsync("phase:grouping");
        var group = await scene.WriteAsync(ada, "cluster:k2", ("cluster.k2", "Walls"));
        using (
            var gathered = await ada.SendAsync(
                $"{scene.Page}/cards/{idea}",
                "card-place",
                ("do", "gather:" + idea),
                ("cluster", group)
            )
        )
            await scene.LeadsBackAsync(gathered);
        foreach (
            var (phase, said) in ((string, string)[])
                [("dreamers", "Warm feet"), ("realists", "Who pays?"), ("critics", "Mould")]
        )
        {
            await scene.LeadAsync("phase:" + phase);
            await scene.WriteAsync(ada, "comment:" + idea, ("text." + idea, said));
        }
        await scene.LeadAsync("phase:voting");
        for (var i = 0; i < 3; i++)
            await scene.WriteAsync(ada, "vote:" + idea);
        Assert.Contains(
            "all of your 3 dots",
            await scene.ComplaintAsync(ada, "vote:" + idea),
            StringComparison.Ordinal
        );
        await scene.WriteAsync(ada, "unvote:" + idea);
        await scene.LeadAsync("phase:verdicts");
        using (
            var judged = await scene.Manager.SendAsync(
                $"{scene.Page}/cards/{idea}",
                "card-verdict",
                ("do", "judge:" + idea),
                ("verdict", "with-conditions"),
                ("why", "If the owners agree")
            )
        )
            await scene.LeadsBackAsync(judged);
        using (
            var step = await scene.Manager.SendAsync(
                $"{scene.Page}/cards/{idea}",
                "card-step",
                ("do", "step:" + idea),
                ("step", "Ask the owners"),
                ("owner", "Housing office"),
                ("due", "2026-05-01")
            )
        )
            await scene.LeadsBackAsync(step);

        var page = await ada.TextAsync(scene.Page);
        foreach (
            var said in (string[])
                [
                    "Cold flats",
                    "Walls",
                    "Insulate together",
                    "Dreamer Warm feet",
                    "Realist Who pays?",
                    "Critic Mould",
                    "2 dots",
                    "Feasible with conditions If the owners agree",
                    "Ask the owners by Housing office, until 1 May 2026",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        var hall = await scene.App.Client.TextAsync(scene.Page + "/hall");
        Assert.Contains("Insulate together", hall, StringComparison.Ordinal);
        Assert.Contains("Take part with your phone", hall, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_form_sent_again_is_done_once(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var ada = await scene.JoinAsync("Ada");
        var html = await ada.Browser.GetStringAsync(scene.Page, Cancel);
        for (var i = 0; i < 2; i++)
        {
            using var sent = await ada.Browser.SendAsync(
                scene.Page,
                html,
                "write",
                ("do", "idea:k1"),
                ("text.k1", "Once")
            );
            Assert.Equal("k3", await scene.LeadsBackAsync(sent));
        }
        using var other = await ada.Browser.SendAsync(
            scene.Page,
            html,
            "write",
            ("do", "idea:k1"),
            ("text.k1", "Another")
        );
        Assert.Equal("k4", await scene.LeadsBackAsync(other));
    }

    [Theory, EachDatabase]
    public async Task An_anonymous_board_keeps_no_name(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on, anonymous: true);
        await using var ada = await scene.JoinAsync("Ada Lovelace");
        await ada.OpenAsync();
        await ada.IdeaAsync("Nobody knows who");
        Assert.All(
            await scene.App.WithDbAsync(db => db.BoardParticipants.Select(p => p.Name).ToListAsync(Cancel)),
            Assert.Null
        );
        var page = await ada.Browser.TextAsync(scene.Page);
        Assert.DoesNotContain("Ada Lovelace", page, StringComparison.Ordinal);
        Assert.Contains("No names are kept", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_tables_host_writes_and_counts_for_the_table_until_a_new_link_ends_it(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        var link = await scene.LinkAsync("host");
        await using var host = await scene.JoinAsync(query: link);
        Assert.Equal(BoardRole.Host, (await host.OpenAsync())!.Role);
        await scene.WriteAsync(host.Browser, "idea:k1", ("text.k1", "From the table"), ("table", "3"));
        Assert.Contains("table 3", await host.Browser.TextAsync(scene.Page), StringComparison.Ordinal);
        await scene.LeadAsync("phase:voting");
        var votes = new BoardOp(BoardAct.TableVotes)
        {
            Card = "k3",
            Table = 3,
            Count = 7,
        };
        Assert.Null((await host.SendAsync(votes)).Refusal);
        Assert.Null((await host.SendAsync(votes with { Count = 5 })).Refusal);
        Assert.Contains("5 dots", await host.Browser.TextAsync(scene.Page), StringComparison.Ordinal);
        Assert.Equal("not-allowed", (await host.SendAsync(new(BoardAct.Phase) { Phase = BoardPhase.Ideas })).Refusal);

        var lead = await scene.LinkAsync("lead");
        await using var helper = await scene.JoinAsync(query: lead);
        await helper.OpenAsync();
        Assert.Null((await helper.SendAsync(new(BoardAct.Timer) { Count = 5 })).Refusal);
        await scene.LinkAsync("host");
        Assert.Equal("not-allowed", (await host.SendAsync(votes)).Refusal);
        using var late = await scene.App.NewClient(cookies: true).SendAsync(scene.Page + link, "join");
        Assert.Contains(
            "has ended",
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_hidden_can_come_back_and_what_is_erased_is_nowhere(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var ada = await scene.JoinAsync();
        await ada.OpenAsync();
        await ada.IdeaAsync("A name that must go");
        await ada.SendAsync(new(BoardAct.Change) { Card = "k3", Text = "Still a name that must go" });
        async Task TidyAsync(string press)
        {
            using var answer = await scene.Manager.SendAsync($"{scene.Page}/cards/k3", "card-lead", ("do", press));
            await scene.LeadsBackAsync(answer);
        }
        await TidyAsync("hide:k3");
        Assert.DoesNotContain(
            "must go",
            await ada.Browser.GetStringAsync(scene.Page, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains("must go", await scene.Manager.GetStringAsync(scene.Page, Cancel), StringComparison.Ordinal);
        await TidyAsync("show:k3");
        Assert.Contains("must go", await ada.Browser.GetStringAsync(scene.Page, Cancel), StringComparison.Ordinal);
        await TidyAsync("erase:k3");
        Assert.DoesNotContain(
            "must go",
            await scene.Manager.GetStringAsync(scene.Page, Cancel),
            StringComparison.Ordinal
        );
        Assert.All(
            await scene.OperationsAsync(),
            o => Assert.DoesNotContain("must go", o.Content, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            "must go",
            await scene.App.WithDbAsync(db => db.IdeaBoards.Select(b => b.Snapshot).SingleAsync(Cancel)),
            StringComparison.Ordinal
        );
        // The key is not given again.
        Assert.Equal("k8", await scene.WriteAsync(ada.Browser, "idea:k1", ("text.k1", "Next")));
        // Loaded anew from what is kept, it is the same board.
        var before = await ada.Browser.TextAsync(scene.Page);
        await scene.App.Services.DropAsync(scene.Key);
        Assert.Equal(before, await ada.Browser.TextAsync(scene.Page));
    }

    [Theory, EachDatabase]
    public async Task A_board_is_loaded_from_its_snapshot_and_what_came_after(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        for (var i = 0; i < 6; i++)
        {
            await using var guest = await scene.JoinAsync();
            await guest.OpenAsync();
            await Task.WhenAll(Enumerable.Range(0, 36).Select(n => guest.IdeaAsync($"Idea {i}.{n}")));
        }
        var kept = await scene.App.WithDbAsync(db => db.IdeaBoards.SingleAsync(Cancel));
        Assert.InRange(kept.SnapshotVersion, 200, 218);
        var whole = (await scene.OperationsAsync()).Aggregate(
            BoardState.Empty,
            (state, o) => state.Apply(LiveBoard.EntryOf(o))
        );
        await scene.App.Services.DropAsync(scene.Key);
        var live = await scene.App.Services.GetRequiredService<LiveBoards>().FindAsync(scene.Key, Cancel);
        Assert.Equal(LiveBoard.Write(whole), LiveBoard.Write(live!.State));
    }

    [Theory, EachDatabase]
    public async Task A_list_is_judged_line_by_line_and_stored_whole_or_not(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on, phase: "challenges");
        var page = scene.Page + "/photo";
        using (
            var wrong = await scene.Manager.SendAsync(
                page,
                "paper-list",
                ("list", "challenge: Noise\n- idea: Quiet hours\n\nthought: What?\nidea: " + new string('x', 501))
            )
        )
        {
            var complaints = Forms.Complaints(await wrong.Content.ReadAsStringAsync(Cancel));
            Assert.Contains("Line 4: begins with no kind", complaints, StringComparison.Ordinal);
        }
        using (
            var long_ = await scene.Manager.SendAsync(
                page,
                "paper-list",
                ("list", "challenge: Noise\nidea: " + new string('x', 501))
            )
        )
            Assert.Contains(
                "Line 2: Please keep to 500",
                Forms.Complaints(await long_.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        Assert.Single(await scene.OperationsAsync());
        using (
            var read = await scene.Manager.SendAsync(
                page,
                "paper-list",
                ("list", "challenge: Noise\n- idea: Quiet hours: at night\ndreamer: Birds\nquestion: Who counts?"),
                ("table", "4")
            )
        )
            await scene.LeadsBackAsync(read);
        using (
            var table = await scene.Manager.SendAsync(
                page,
                "paper-list",
                ("list", "kind;text;under;table\nidea;\"Plant; trees\";Noise;5\nidea;Sell desks;Empty offices;")
            )
        )
            await scene.LeadsBackAsync(table);
        var text = await scene.Manager.TextAsync(scene.Page);
        foreach (
            var said in (string[])
                ["Quiet hours: at night table 4", "Dreamer Birds", "Who counts?", "Plant; trees table 5", "Sell desks"]
        )
            Assert.Contains(said, text, StringComparison.Ordinal);
        // Whole lists are not everybody's.
        await using var ada = await scene.JoinAsync();
        using var refused = await ada.Browser.SendAsync(page, "paper-list", ("list", "challenge: Mine"));
        Assert.Contains(
            "do not allow",
            Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_photo_is_shown_to_those_who_have_the_key_until_it_is_taken_off(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var ada = await scene.JoinAsync();
        var page = scene.Page + "/photo";
        using (
            var wrong = await ada.Browser.SendFileAsync(
                page,
                "paper-photo",
                ("photo", "page.jpg", "<html>"u8.ToArray())
            )
        )
            Assert.Contains(
                "choose a photo",
                Forms.Complaints(await wrong.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        // Longer than other pages take.
        var large = PhotoKindTests.Jpeg(padding: 2_000_000);
        using (
            var sent = await ada.Browser.SendFileAsync(
                page,
                "paper-photo",
                ("photo", "IMG_1.jpg", large),
                ("note", "Table by the window")
            )
        )
            await scene.LeadsBackAsync(sent);
        Assert.Contains("Table by the window", await ada.Browser.TextAsync(scene.Page), StringComparison.Ordinal);
        var address =
            $"/boards/{scene.Key}/photos/{await scene.App.WithDbAsync(db => db.BoardPhotos.Select(p => p.Id).SingleAsync(Cancel))}";
        using (var shown = await scene.App.Client.GetAsync(address, Cancel))
        {
            Assert.Equal("image/jpeg", shown.Content.Headers.ContentType!.MediaType);
            var bytes = await shown.Content.ReadAsByteArrayAsync(Cancel);
            Assert.True(bytes.AsSpan().IndexOf("GPS"u8) < 0);
        }
        using (
            var other = await scene.App.Client.GetAsync(
                address.Replace(scene.Key, new string('x', 22), StringComparison.Ordinal),
                Cancel
            )
        )
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using (var erased = await scene.Manager.SendAsync($"{scene.Page}/cards/k3", "card-lead", ("do", "erase:k3")))
            await scene.LeadsBackAsync(erased);
        using var gone = await scene.App.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(0, await scene.App.WithDbAsync(db => db.BoardPhotos.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Nobody_joins_by_what_is_refused(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        using var ada = scene.App.NewClient(cookies: true);
        foreach (
            var (press, field, typed) in ((string, string, string)[])
                [
                    ("idea:k1", "text.k1", new string('x', 501)),
                    ("idea:k99", "text.k99", "Under nothing"),
                    ("idea:k1", "text.k1", " "),
                    ("challenge", "text.new", "Not now"),
                ]
        )
            Assert.NotEqual("", await scene.ComplaintAsync(ada, press, (field, typed)));
        using (
            var photo = await ada.SendFileAsync(
                scene.Page + "/photo",
                "paper-photo",
                ("photo", "a.jpg", PhotoKindTests.Jpeg()),
                ("note", new string('x', 501))
            )
        )
            Assert.Null(photo.LeadsTo());
        Assert.Equal(
            (1, 0),
            await scene.App.WithDbAsync(async db =>
                (await db.BoardParticipants.CountAsync(Cancel), await db.BoardPhotos.CountAsync(Cancel))
            )
        );
        await scene.WriteAsync(ada, "idea:k1", ("text.k1", "Now"));
        Assert.Equal(2, await scene.App.WithDbAsync(db => db.BoardParticipants.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_photo_sent_twice_is_kept_once_until_its_last_card_is_erased(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var ada = await scene.JoinAsync();
        var page = scene.Page + "/photo";
        foreach (var note in (string[])["Table one", "The same again"])
        {
            using var sent = await ada.Browser.SendFileAsync(
                page,
                "paper-photo",
                ("photo", "IMG_1.jpg", PhotoKindTests.Jpeg()),
                ("note", note)
            );
            await scene.LeadsBackAsync(sent);
        }
        var id = await scene.App.WithDbAsync(db => db.BoardPhotos.Select(p => p.Id).SingleAsync(Cancel));
        Assert.Contains("The same again", await ada.Browser.TextAsync(scene.Page), StringComparison.Ordinal);
        var address = $"/boards/{scene.Key}/photos/{id}";
        foreach (
            var (card, after) in ((string, HttpStatusCode)[])
                [("k3", HttpStatusCode.OK), ("k4", HttpStatusCode.NotFound)]
        )
        {
            using (
                var erased = await scene.Manager.SendAsync(
                    $"{scene.Page}/cards/{card}",
                    "card-lead",
                    ("do", "erase:" + card)
                )
            )
                await scene.LeadsBackAsync(erased);
            using var asked = await scene.App.Client.GetAsync(address, Cancel);
            Assert.Equal(after, asked.StatusCode);
        }
        Assert.Equal(0, await scene.App.WithDbAsync(db => db.BoardPhotos.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Of_one_photo_sent_many_times_at_once_one_is_kept(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var ada = await scene.JoinAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    using var sent = await ada.Browser.SendFileAsync(
                        scene.Page + "/photo",
                        "paper-photo",
                        ("photo", "IMG_1.jpg", PhotoKindTests.Jpeg()),
                        ("note", $"Note {i}")
                    );
                    await scene.LeadsBackAsync(sent);
                })
        );
        Assert.Equal(1, await scene.App.WithDbAsync(db => db.BoardPhotos.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_quotation_mark_that_does_not_end_is_said_at_its_line()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        foreach (
            var (list, line) in ((string, int)[])
                [
                    ("kind;text\nidea;Fine\nidea;\"Plant\" trees", 3),
                    ("kind;text\nidea;\"Plant trees\nidea;Sell desks", 2),
                    ("kind;text;\"und\"er\nidea;Fine;", 1),
                    ("kind;text\nidea;" + new string('x', 400_000), 2),
                ]
        )
        {
            using var sent = await scene.Manager.SendAsync(scene.Page + "/photo", "paper-list", ("list", list));
            var html = await sent.Content.ReadAsStringAsync(Cancel);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains($"Line {line}: has a quotation mark", Forms.Complaints(html), StringComparison.Ordinal);
        }
        Assert.Equal(2, (await scene.OperationsAsync()).Count);
    }

    [Fact]
    public async Task A_day_that_is_none_is_said_at_its_field_and_what_was_typed_stays()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        var idea = await scene.WriteAsync(scene.Manager, "idea:k1", ("text.k1", "An idea"));
        await scene.LeadAsync("phase:verdicts");
        var before = (await scene.OperationsAsync()).Count;
        using var refused = await scene.Manager.SendAsync(
            $"{scene.Page}/cards/{idea}",
            "card-step",
            ("do", "step:" + idea),
            ("step", "Ask the owners"),
            ("owner", "Housing office"),
            ("due", "2026-02-30")
        );
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("a day such as", Forms.Complaints(html), StringComparison.Ordinal);
        foreach (var typed in (string[])["Ask the owners", "Housing office", "2026-02-30"])
            Assert.Contains(typed, html, StringComparison.Ordinal);
        var due = Forms.Named(html, "card-step").QuerySelector("[name=due]")!;
        Assert.Equal("true", due.GetAttribute("aria-invalid"));
        Assert.Equal(before, (await scene.OperationsAsync()).Count);
    }

    [Fact]
    public async Task Another_nodes_board_is_looked_after_without_reading_all_of_it_again()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Postgres);
        await scene.WriteAsync(scene.Manager, "idea:k1", ("text.k1", "An idea"));
        scene.App.Queries.Clear();
        await scene.App.Client.TextAsync(scene.Page);
        Assert.NotEmpty(scene.App.Queries.Sql);
        Assert.DoesNotContain(
            scene.App.Queries.Sql,
            q =>
                q.Contains("snapshot", StringComparison.OrdinalIgnoreCase)
                || q.Contains("content", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory, EachDatabase]
    public async Task Names_go_a_year_after_the_board_has_ended(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(
            on,
            services: services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        await using var ada = await scene.JoinAsync("Ada");
        await scene.WriteAsync(ada.Browser, "idea:k1", ("text.k1", "An idea"));
        Task<int> ForgetAsync() => scene.App.WithDbAsync(_ => RunAsync(scene.App));
        scene.App.Time.Advance(TimeSpan.FromDays(360));
        Assert.Equal(0, await ForgetAsync());
        scene.App.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, await ForgetAsync());
        Assert.Equal(0, await ForgetAsync());
        Assert.DoesNotContain("Ada", await ada.Browser.TextAsync(scene.Page), StringComparison.Ordinal);
        Assert.Contains("An idea", await ada.Browser.TextAsync(scene.Page), StringComparison.Ordinal);
    }

    private static async Task<int> RunAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await app
            .Services.GetServices<Job>()
            .Single(j => j.Name == "board-names")
            .RunAsync(scope.ServiceProvider, Cancel);
    }
}
