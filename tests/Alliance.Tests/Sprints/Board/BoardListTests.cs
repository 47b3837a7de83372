using System.Text;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Sprints.Board;

/// <summary>What a table's host types from a flip chart, or brings as a file.</summary>
public sealed class BoardListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_tables_host_brings_in_a_whole_list_whatever_the_board_is_at(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var host = await scene.JoinAsync(query: await scene.LinkAsync("host"));
        var list = scene.Page + "/photo";
        foreach (var phase in Enum.GetValues<BoardPhase>().Where(p => p != BoardPhase.Closed))
        {
            var at = Code.Of(phase);
            await scene.LeadAsync("phase:" + at);
            using var sent = await host.Browser.SendAsync(
                list,
                "paper-list",
                (
                    "list",
                    $"challenge: Noise at {at}\nidea: Quiet at {at}\ndreamer: Birds at {at}\ncritic: Too dear at {at}\nquestion: Who counts at {at}?"
                ),
                ("table", "4")
            );
            await scene.LeadsBackAsync(sent);
            var page = await host.Browser.TextAsync(scene.Page);
            // Each with the voice that it was written in, whoever speaks in the hall now.
            foreach (
                var said in (string[])
                    [
                        $"Noise at {at}",
                        $"Quiet at {at}",
                        $"Dreamer Birds at {at}",
                        $"Critic Too dear at {at}",
                        $"Who counts at {at}?",
                    ]
            )
                Assert.Contains(said, page, StringComparison.Ordinal);
        }
        // On the board itself a host does what all do.
        Assert.Contains(
            "at something else",
            await scene.ComplaintAsync(host.Browser, "challenge", ("text.new", "Not now")),
            StringComparison.Ordinal
        );
        await scene.LeadAsync("phase:closed");
        using var late = await host.Browser.SendAsync(list, "paper-list", ("list", "challenge: Too late"));
        Assert.Contains(
            "board is closed",
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_file_is_read_in_either_encoding_and_what_is_wrong_is_said_at_its_line(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on, phase: "voting");
        await using var host = await scene.JoinAsync(query: await scene.LinkAsync("host"));
        async Task<string> BringAsync(byte[] content, params (string, string)[] fields)
        {
            using var sent = await host.Browser.SendFileAsync(
                scene.Page + "/photo",
                "paper-list",
                ("file", "cards.csv", content),
                fields
            );
            return sent.LeadsTo() is null ? Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)) : "";
        }

        Assert.Equal(
            "",
            await BringAsync("\uFEFFkind,text,under,table\nidea,\"Wärme, geteilt\",Empty offices,5\n"u8.ToArray())
        );
        // As spreadsheets of the north save it.
        Assert.Equal(
            "",
            await BringAsync(
                Encoding.Latin1.GetBytes("kind;text;under\r\nidea;Lämpöä \u0096 kaikille;Empty offices\r\n")
            )
        );
        var page = await host.Browser.TextAsync(scene.Page);
        foreach (var said in (string[])["Wärme, geteilt table 5", "Lämpöä – kaikille"])
            Assert.Contains(said, page, StringComparison.Ordinal);

        var before = (await scene.OperationsAsync()).Count;
        foreach (
            var (content, complaint) in ((string, string)[])
                [
                    ("kind,text,under,table\nidea,Good,Empty offices,\nidea,Bad,Empty offices,999", "Line 3:"),
                    ("kind,text,under,table\nidea,Bad,Empty offices,five", "Line 2:"),
                    ($"kind,text,under\nidea,Good,Empty offices\nidea,{new string('x', 501)},Empty offices", "Line 3:"),
                    ("kind,text,under\nidea,Good,Empty offices\nthought,Bad,", "Line 3:"),
                    ("kind,text,under\nidea,Bad,Nowhere", "Line 2:"),
                    ("kind,text,under\ncritic,Bad,Empty offices", "Line 2:"),
                ]
        )
            Assert.Contains(complaint, await BringAsync(Encoding.UTF8.GetBytes(content)), StringComparison.Ordinal);
        Assert.Contains("more than 1 MB", await BringAsync(new byte[1024 * 1024 + 1]), StringComparison.Ordinal);
        Assert.Contains(
            "list or the file",
            await BringAsync("kind,text\nchallenge,One"u8.ToArray(), ("list", "challenge: Another")),
            StringComparison.Ordinal
        );
        Assert.Equal(before, (await scene.OperationsAsync()).Count);
    }
}
