using System.Globalization;
using System.Net;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Sprints;

/// <summary>The three real sprints say what their sources say; and a sprint with times goes into people's calendars.</summary>
public sealed class SprintTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_real_ones_are_there_with_what_their_sources_say_and_no_more(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var list = await app.Client.TextAsync("/en/sprints");
        foreach (
            var said in (string[])["Mannheim", "Espoo", "Umeå", "7 February 2023 to 9 February 2023", "October 2022"]
        )
            Assert.Contains(said, list, StringComparison.Ordinal);
        var mannheim = await app.Client.TextAsync("/en/sprints/alliance-mannheim-2022");
        foreach (
            var said in (string[])
                [
                    "collected from public sources",
                    "dreamers, realists and critics",
                    "Aalborg",
                    "ICLEI reports observers from seven European cities",
                ]
        )
            Assert.Contains(said, mannheim, StringComparison.Ordinal);
        // No day is known: nobody gets one in the calendar.
        Assert.DoesNotContain("Into my calendar", mannheim, StringComparison.Ordinal);
        using var none = await app.Client.GetAsync("/en/sprints/alliance-mannheim-2022/sprint.ics", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains(
            "Träumern, Realisten und Kritikern",
            await app.Client.TextAsync("/de/sprints/alliance-mannheim-2022"),
            StringComparison.Ordinal
        );
        var espoo = await app.Client.GetStringAsync("/en/sprints/alliance-espoo-2023/sprint.ics", Cancel);
        foreach (
            var line in (string[])
                ["DTSTART;VALUE=DATE:20230207", "DTEND;VALUE=DATE:20230210", "UID:alliance-espoo-2023@sprints.alliance"]
        )
            Assert.Contains(line, espoo, StringComparison.Ordinal);
    }
}
