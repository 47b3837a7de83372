using System.Net;
using System.Xml.Linq;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Printing;

public sealed class BadgeTests
{
    private const string Slug = "espoo-climate-city-contract";

    private static readonly (Standing Standing, DealState? State, string[] Said)[] States =
    [
        (
            Standing.ConcludedHere,
            DealState.InForce,
            ["in force since 2024", "in Kraft seit 2024", "voimassa vuodesta 2024", "gällande sedan 2024"]
        ),
        (
            Standing.ConcludedHere,
            DealState.Completed,
            ["completed 2026", "beendet 2026", "saatettu päätökseen 2026", "slutfört 2026"]
        ),
        (
            Standing.ConcludedHere,
            DealState.EndedEarly,
            ["ended early 2026", "vorzeitig beendet 2026", "päätetty ennenaikaisesti 2026", "avslutat i förtid 2026"]
        ),
        (Standing.ConcludedHere, DealState.Renewed, ["renewed", "erneuert", "uusittu", "förnyat"]),
        // Whatever else the record says: nobody has signed it here.
        (
            Standing.Collected,
            DealState.InForce,
            [
                "recorded, not signed",
                "erfasst, nicht unterzeichnet",
                "kirjattu, ei allekirjoitettu",
                "registrerat, inte undertecknat",
            ]
        ),
        (
            Standing.ConfirmedByParties,
            null,
            [
                "recorded, not signed",
                "erfasst, nicht unterzeichnet",
                "kirjattu, ei allekirjoitettu",
                "registrerat, inte undertecknat",
            ]
        ),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_badge_says_the_present_state_in_every_language(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (var (standing, state, said) in States)
        {
            await app.WithDbAsync(async db =>
            {
                var deal = await db.Deals.SingleAsync(d => d.Slug == Slug, Cancel);
                (deal.Standing, deal.State, deal.Agreed) = (standing, state, PartialDate.Parse("2024-05"));
                deal.Ended = new Ending(PartialDate.Parse("2026-01-31"));
                await db.SaveChangesAsync(Cancel);
            });
            var identifier = await app.WithDbAsync(db =>
                db.Deals.Where(d => d.Slug == Slug).Select(d => d.Identifier).SingleAsync(Cancel)
            );
            // As every act does that changes a deal: the badge in the cache goes.
            await app.RaiseAsync("changed-by-test", null, "deal:" + identifier);
            await app.SettleAsync();
            foreach (var (i, language) in ((string[])["en", "de", "fi", "sv"]).Index())
            {
                using var answer = await app.Client.GetAsync($"/{language}/badges/{Slug}.svg", Cancel);
                Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
                var picture = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
                var title = picture.Elements().Single(e => e.Name.LocalName == "title").Value;
                Assert.Equal($"Local Green Deal: {said[i]}", title);
                Assert.Equal("img", picture.Attribute("role")?.Value);
                Assert.Contains(picture.Elements(), e => e.Name.LocalName == "text" && e.Value == said[i]);
                // It fetches nothing, and needs no style that a policy could forbid.
                Assert.DoesNotContain(
                    picture.DescendantsAndSelf().Attributes(),
                    a =>
                        !a.IsNamespaceDeclaration
                        && (
                            a.Name == "style"
                            || a.Value.Contains("url(", StringComparison.Ordinal)
                            || a.Value.Contains("http", StringComparison.Ordinal)
                        )
                );
            }
        }
    }

    [Fact]
    public async Task Other_sites_may_show_it_and_have_the_code_for_it()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/de/badges/{Slug}.svg");
        asked.Headers.Add("Origin", "https://firm.example");
        using var answer = await app.Client.SendAsync(asked, Cancel);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/de/deals/{Slug}/badge", Cancel));
        Assert.Contains($"<img src=\"{app.Address}de/badges/{Slug}.svg\"", page, StringComparison.Ordinal);
        foreach (var none in (string[])["/de/badges/nothing.svg", "/de/badges/'.svg", "/de/deals/nothing/badge"])
        {
            using var missing = await app.Client.GetAsync(none, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }
}
