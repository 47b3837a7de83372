using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Site.ComingIn;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>A city that asks to come in, and who answers.</summary>
internal static partial class RightsComingIn
{
    public const string City = "example-town";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One that is confirmed and wants to begin with a practice; gives its number.</summary>
    public static Task<string> AskAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var request = new CityRequest
            {
                Identifier = City,
                Name = "Example Town",
                Country = "IT",
                Inhabitants = 20_000,
                Website = "https://town.example/",
                Languages = ["it"],
                Kind = OriginKind.Practice,
                Origin = "three-light-promises",
                Partner = "Example Bakery (example)",
                PersonName = "Tina Town",
                Email = "tina@town.example",
                Position = "Climate office",
                Note = "We have read about it (example).",
                Language = "en",
                TokenHash = LinkToken.HashOf("city request"),
                State = CityRequestState.Asked,
                CreatedAt = now,
                ConfirmedAt = now,
                KeepUntil = now.AddMonths(CityRequest.KeptForMonths),
            };
            db.CityRequests.Add(request);
            await db.SaveChangesAsync(Cancel);
            return $"{request.Id}";
        });

    /// <summary>When nobody acts for the city that came of it, and nothing is drafted there.</summary>
    public static Task ClearAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            await db.CityRequests.ExecuteDeleteAsync(Cancel);
            await db.Cities.Where(c => c.Identifier == City).ExecuteDeleteAsync(Cancel);
        });

    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.CityRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r =>
                $"{r.Id} {r.State} {r.Email}"
            ),
            $"{await db.Cities.CountAsync(Cancel)}",
        ];
}
