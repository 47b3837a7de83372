using Alliance.Engagement.Offers;
using Alliance.Identity;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Demo;

/// <summary>Two offers of the demo's firms, and a need that matches one of them.</summary>
internal static class DemoOffers
{
    private const string City = "example-city";
    private const string Wood = "pallets-and-offcuts-of-oak-example";

    /// <summary>Once: what was done with them since then stays.</summary>
    public static async Task MakeAsync(AppDb db, UserManager<Account> accounts, DateTime now, CancellationToken cancel)
    {
        if (await db.Offers.AnyAsync(o => o.Identifier == Wood, cancel))
            return;
        now = now.InWholeSeconds();
        var city = await db.Cities.Where(c => c.Identifier == City).Select(c => c.Id).SingleAsync(cancel);
        string[] named = ["example-joinery", "example-bakery", "example-repair-centre"];
        var organisations = await db
            .Organisations.Where(o => named.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, o => o.Id, cancel);
        var manager = (await accounts.FindByEmailAsync("manager@example.org"))!.Id;
        Offer Shown(
            string identifier,
            OfferKind kind,
            OfferSubject subject,
            string organisation,
            string area,
            LocalText title,
            LocalText text,
            LocalText quantity
        ) =>
            new()
            {
                Identifier = identifier,
                Kind = kind,
                Subject = subject,
                Title = title,
                Text = text,
                Quantity = quantity,
                CityId = city,
                OrganisationId = organisations[organisation],
                Area = area,
                Until = DateOnly.FromDateTime(now).AddYears(1),
                SeenBy = OfferAudience.Everybody,
                State = OfferState.Open,
                PublishedAt = now.AddDays(-6),
                ConsentById = manager,
                ConsentAt = now.AddDays(-6),
                ChangedAt = now.AddDays(-6),
            };
        Offer[] offers =
        [
            Shown(
                Wood,
                OfferKind.Offer,
                OfferSubject.Materials,
                "example-joinery",
                "circular-economy",
                Text(
                    "Pallets and offcuts of oak (example)",
                    "Paletten und Eichenreste (Beispiel)",
                    "Kuormalavoja ja tammen hukkapaloja (esimerkki)",
                    "Lastpallar och spillbitar av ek (exempel)"
                ),
                Text(
                    "Dry, untreated, sorted by length. To be fetched on Fridays.",
                    "Trocken, unbehandelt, nach Länge sortiert. Abzuholen freitags.",
                    "Kuivaa, käsittelemätöntä, pituuden mukaan lajiteltua. Nouto perjantaisin.",
                    "Torrt, obehandlat, sorterat efter längd. Hämtas på fredagar."
                ),
                Text(
                    "A van full each month",
                    "Jeden Monat ein Lieferwagen voll",
                    "Pakettiautollinen kuussa",
                    "En full skåpbil i månaden"
                )
            ),
            Shown(
                "warmth-of-a-baking-oven-example",
                OfferKind.Offer,
                OfferSubject.SurplusHeat,
                "example-bakery",
                "energy",
                Text(
                    "Warmth of a baking oven (example)",
                    "Wärme eines Backofens (Beispiel)",
                    "Leivinuunin lämpö (esimerkki)",
                    "Värme från en bakugn (exempel)"
                ),
                Text(
                    "From three to nine in the morning, six days a week. A wall away from the next house.",
                    "Von drei bis neun Uhr früh, sechs Tage die Woche. Eine Wand vom Nachbarhaus entfernt.",
                    "Aamukolmesta yhdeksään, kuutena päivänä viikossa. Seinän päässä naapuritalosta.",
                    "Från tre till nio på morgonen, sex dagar i veckan. En vägg från grannhuset."
                ),
                Text("About 20 kW", "Etwa 20 kW", "Noin 20 kW", "Omkring 20 kW")
            ),
            Shown(
                "wood-for-shelves-example",
                OfferKind.Need,
                OfferSubject.Materials,
                "example-repair-centre",
                "circular-economy",
                Text(
                    "Wood for shelves and toys (example)",
                    "Holz für Regale und Spielzeug (Beispiel)",
                    "Puuta hyllyihin ja leluihin (esimerkki)",
                    "Trä till hyllor och leksaker (exempel)"
                ),
                Text(
                    "Our trainees learn with it. Short pieces are welcome.",
                    "Unsere Auszubildenden lernen damit. Auch kurze Stücke sind willkommen.",
                    "Harjoittelijamme oppivat sillä. Lyhyetkin palat kelpaavat.",
                    "Våra praktikanter lär sig med det. Korta bitar går bra."
                ),
                Text(
                    "Some crates a month",
                    "Einige Kisten im Monat",
                    "Muutama laatikko kuussa",
                    "Några lådor i månaden"
                )
            ),
        ];
        db.Offers.AddRange(offers);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(db, OfferTerms.Source, offers.Select(o => o.Id), cancel);
        await transaction.CommitAsync(cancel);
    }

    private static LocalText Text(string en, string de, string fi, string sv) =>
        new("en", [new("en", en), new("de", de), new("fi", fi), new("sv", sv)]);
}
