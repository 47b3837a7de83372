using System.Net;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Site.ComingIn;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Site.ComingIn;

/// <summary>Somebody of Example Town, and the coordinators whom they ask.</summary>
internal static class ComingInScene
{
    public const string Page = "/en/cities/join";
    public const string Asker = "tina@town.example";
    public const string Coordinator = "coordinator@network.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is typed, with what a test types otherwise.</summary>
    public static (string Name, string Value)[] Typed(params (string Name, string Value)[] otherwise) =>
        [
            .. ((string Name, string Value)[])
                [
                    ("city", "Example Town"),
                    ("country", "IT"),
                    ("inhabitants", "20 000"),
                    ("website", "www.town.example"),
                    ("languages", "it"),
                    ("person", "Tina Town"),
                    ("email", "Tina@town.example"),
                    ("position", "Climate office"),
                    ("consent", "yes"),
                ],
            .. otherwise,
        ];

    public static async Task AskAsync(HttpClient stranger, params (string Name, string Value)[] otherwise)
    {
        using var asked = await stranger.SendAsync(Page, "ask-for-city", Typed(otherwise));
        Assert.Equal(Page + "?sent=1", asked.LeadsTo());
    }

    /// <summary>Asked and confirmed; gives the coordinator's page of it.</summary>
    public static async Task<string> AskedAsync(TestApp app, params (string Name, string Value)[] otherwise)
    {
        using var stranger = app.NewClient(cookies: true);
        await AskAsync(stranger, otherwise);
        using var confirmed = await stranger.SendAsync(
            await app.LinkInMailAsync(Asker, "city-request:"),
            "confirm-city"
        );
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        return $"/en/workspace/city-requests/{(await RequestAsync(app)).Id}";
    }

    public static Task<CityRequest> RequestAsync(TestApp app) =>
        app.WithDbAsync(db => db.CityRequests.AsNoTracking().OrderByDescending(r => r.Id).FirstAsync(Cancel));

    public static Task<HttpClient> CoordinatorAsync(TestApp app, string email = Coordinator) =>
        app.SignedInAsync(email, MembershipRole.Coordinator);

    /// <summary>Everything that only a city which came in has.</summary>
    public static Task<(int Cities, int People, int Replications, int Drafts)> CountAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var city = await db
                .Cities.Where(c => c.Country == "IT" && c.Role == CityRole.Participant)
                .Where(c => c.Identifier.StartsWith("example-town"))
                .Select(c => c.Id)
                .ToListAsync(Cancel);
            return (
                city.Count,
                await db.Memberships.CountAsync(m => city.Contains(m.CityId!.Value), Cancel),
                await db.Replications.CountAsync(r => city.Contains(r.CityId), Cancel),
                await db.Drafts.CountAsync(d => city.Contains(d.CityId), Cancel)
            );
        });

    public static string Refused(Language language, string code, params object?[] values) =>
        string.Format(language.Culture, TextCatalogue.Own.Get(language, "refusal." + code), values);
}
