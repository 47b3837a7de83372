using Alliance.Engagement.Offers;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>A draft of Espoo, an offer of an organisation there, a need about which Umeå asks with an offer of its own, and a need of Umeå, on which rights are tried.</summary>
internal static partial class RightsOffers
{
    /// <summary>The identifier of the offer that everybody reads.</summary>
    public const string Open = "example-offer";

    /// <summary>The identifier of Umeå's need, which that offer matches.</summary>
    private const string Wanted = "example-want";

    /// <summary>What stands for something that <see cref="MakeAsync"/> makes.</summary>
    public static IReadOnlyList<string> Gaps { get; } = ["{offer}", "{open offer}", "{introduction}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestApp app) => app.WithDbAsync(db => db.Offers.ExecuteDeleteAsync(Cancel));

    /// <param name="app">Where.</param>
    /// <param name="made">What the gaps stand for.</param>
    /// <param name="contact">An account that is the contact of both cities where they have none; null leaves them without.</param>
    public static Task MakeAsync(TestApp app, Dictionary<string, string> made, long? contact = null) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var cities = await db.Cities.ToDictionaryAsync(c => c.Identifier, c => c.Id, Cancel);
            var clc = await db.Organisations.Where(o => o.Identifier == "clc").Select(o => o.Id).SingleAsync(Cancel);
            Offer Offer(OfferKind kind, string? identifier, long? organisation, string city = "espoo") =>
                new()
                {
                    Identifier = identifier,
                    Kind = kind,
                    Subject = OfferSubject.SurplusHeat,
                    Title = new LocalText("en", $"Example {Code.Of(kind)} {identifier}".TrimEnd()),
                    Text = new LocalText("en", "Warmth all year."),
                    Quantity = new LocalText("en", "Some megawatts"),
                    CityId = cities[city],
                    OrganisationId = organisation,
                    Area = "energy",
                    Until = new DateOnly(2026, 12, 31),
                    State = identifier is null ? OfferState.Draft : OfferState.Open,
                    PublishedAt = identifier is null ? null : now,
                    ChangedAt = now,
                };
            var (draft, open, need) = (
                Offer(OfferKind.Offer, null, null),
                Offer(OfferKind.Offer, Open, clc),
                Offer(OfferKind.Need, "example-need", null)
            );
            var (own, want) = (
                Offer(OfferKind.Offer, "example-warmth", null, "umea"),
                Offer(OfferKind.Need, Wanted, null, "umea")
            );
            db.Offers.AddRange(draft, open, need, own, want);
            foreach (var city in (string[])["espoo", "umea"])
            {
                var id = cities[city];
                if (
                    contact is { } account
                    && !await db.Memberships.AnyAsync(
                        m => m.CityId == id && m.Role == MembershipRole.DealManager,
                        Cancel
                    )
                )
                    db.Memberships.Add(
                        new Membership
                        {
                            AccountId = account,
                            CityId = id,
                            Role = MembershipRole.DealManager,
                            Since = now,
                        }
                    );
            }
            await db.SaveChangesAsync(Cancel);
            var introduction = new Introduction
            {
                OfferId = need.Id,
                CityId = cities["umea"],
                Asker = "city:umea",
                OwnOfferId = own.Id,
                AskedAt = now,
                Why = new LocalText("en", "We have some."),
            };
            db.Introductions.Add(introduction);
            await db.SaveChangesAsync(Cancel);
            await SearchIndex.WriteAsync(db, OfferTerms.Source, [open.Id, need.Id, own.Id, want.Id], Cancel);
            made["{offer}"] = $"{draft.Id}";
            made["{open offer}"] = $"{open.Id}";
            made["{introduction}"] = $"{introduction.Id}";
        });

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        (await db.Offers.AsNoTracking().OrderBy(o => o.Id).ToListAsync(Cancel))
            .Select(o => $"offer {o.Id} {o.Turn} {o.State}")
            .Concat(
                (await db.Introductions.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Cancel)).Select(i =>
                    $"introduction {i.Id} {i.Turn} {i.State}"
                )
            );
}
