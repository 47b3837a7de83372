using System.Globalization;
using System.Text.Json;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.Visits;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Sprints;

/// <summary>What other programs understand of a sprint's calendar: it is read with another's parser, ical.js.</summary>
public sealed class SprintCalendarTests
{
    private static readonly NodeTool Tool = new("Calendars", "ical.js");

    [Fact]
    public async Task Sessions_keep_their_identity_and_their_local_time()
    {
        var sprint = Example();
        sprint.Turn = 3;
        var read = await ReadAsync(Write(sprint));
        Assert.Equal(("PUBLISH", "2.0"), (read.Method, read.Version));
        Assert.Collection(
            read.Events,
            e =>
            {
                Assert.Equal("example-sprint.s1@sprints.alliance", e.Uid);
                Assert.Equal(
                    ("2026-03-28T09:00:00", "2026-03-28T10:00:00", "Europe/Helsinki"),
                    (e.Starts, e.Ends, e.Zone)
                );
                Assert.Equal("2026-03-28T07:00:00.000Z", e.Utc);
                Assert.Equal("Example sprint: Opening", e.Summary);
                Assert.Equal("Town hall; room, 2", e.Location);
                Assert.Equal((3, "CONFIRMED"), (e.Sequence, e.Status));
            },
            e =>
            {
                // Summer time began in between.
                Assert.Equal(("2026-03-29T09:00:00", "2026-03-29T06:00:00.000Z"), (e.Starts, e.Utc));
                Assert.Equal("Hall", e.Location);
            }
        );
    }

    [Fact]
    public async Task Who_chose_sessions_gets_those_and_what_is_off_is_taken_out()
    {
        var sprint = Example();
        sprint.Turn = 4;
        var own = await ReadAsync(Write(sprint, ["s2"]));
        Assert.Equal(["example-sprint.s2@sprints.alliance"], own.Events.Select(e => e.Uid));
        var left = await ReadAsync(Write(sprint, ["s2"], ended: true));
        Assert.Equal("CANCEL", left.Method);
        Assert.All(left.Events, e => Assert.Equal("CANCELLED", e.Status));
        sprint.State = SprintState.CalledOff;
        sprint.Turn++;
        var off = await ReadAsync(Write(sprint));
        Assert.All(off.Events, e => Assert.Equal((5, "CANCELLED"), (e.Sequence, e.Status)));
    }

    [Fact]
    public async Task Without_times_its_days_are_told_as_a_whole()
    {
        var sprint = Example();
        sprint.Sessions = [];
        var only = Assert.Single((await ReadAsync(Write(sprint))).Events);
        // The end of an event is no part of it.
        Assert.Equal(
            ("example-sprint@sprints.alliance", "2026-03-28", "2026-03-30"),
            (only.Uid, only.Starts, only.Ends)
        );
    }

    [Fact]
    public async Task What_left_the_agenda_says_that_it_is_off()
    {
        var sprint = Example();
        sprint.Plan(sprint.Sessions.FindAll(s => s.Key != "s2"));
        sprint.Turn++;
        var gone = (await ReadAsync(Write(sprint))).Events.Single(e => e.Status == "CANCELLED");
        Assert.Equal(
            ("example-sprint.s2@sprints.alliance", "2026-03-29T09:00:00", 1),
            (gone.Uid, gone.Starts, gone.Sequence)
        );
        // Who never had it is told nothing of it.
        Assert.DoesNotContain((await ReadAsync(Write(sprint, ["s1"]))).Events, e => e.Status == "CANCELLED");
        // What only its hosts have seen is in nobody's calendar.
        var planned = Example();
        planned.State = SprintState.Planned;
        planned.Plan([]);
        Assert.Empty(planned.Gone);
    }

    private static Sprint Example() =>
        new()
        {
            Identifier = "example-sprint",
            Host = "espoo",
            Title = new LocalText("en", "Example sprint"),
            TimeZone = "Europe/Helsinki",
            Begins = Alliance.Platform.Data.PartialDate.Parse("2026-03-28"),
            Ends = Alliance.Platform.Data.PartialDate.Parse("2026-03-29"),
            Place = new LocalText("en", "Town hall; room, 2"),
            Sessions =
            [
                new("s1", new LocalText("en", "Opening"), Starts: At("2026-03-28T09:00"), Ends: At("2026-03-28T10:00")),
                new("s2", new LocalText("en", "Closing"), Starts: At("2026-03-29T09:00"), Room: "Hall"),
                new("s3", new LocalText("en", "Some time")),
            ],
        };

    private static string Write(Sprint sprint, string[]? sessions = null, bool ended = false) =>
        SprintCalendar.Of(
            sprint,
            Language.English,
            "Example City",
            "deals@city.example",
            "https://example.org/en/sprints/example-sprint",
            At("2026-01-05T00:00"),
            sessions is null
                ? null
                : new Visit
                {
                    SprintId = 1,
                    Language = "en",
                    CheckInCode = "example",
                    At = At("2026-01-05T00:00"),
                    Sessions = [.. sessions],
                },
            ended
        )!;

    internal static async Task<Read> ReadAsync(string calendar) =>
        JsonSerializer.Deserialize<Read>(await Tool.ReadAsync(calendar, "read.mjs"), JsonSerializerOptions.Web)!;

    private static DateTime At(string local) => DateTime.Parse(local, CultureInfo.InvariantCulture);

    internal sealed record Read(string Method, string Version, IReadOnlyList<ReadEvent> Events);

    internal sealed record ReadEvent(
        string Uid,
        int Sequence,
        string Status,
        string Summary,
        string? Location,
        string? Zone,
        string Starts,
        string Ends,
        string Utc
    );
}
