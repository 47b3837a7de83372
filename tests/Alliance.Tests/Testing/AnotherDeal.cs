using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Testing;

/// <summary>A deal beside the one that a story is about.</summary>
internal static class AnotherDeal
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Another deal of two years ago, in which each of these organisations has promised trees (c2, c3 …) by 2028; asked is the person of this
    /// mailbox.
    /// </summary>
    public static Task AddAsync(TestApp app, params (string Organisation, string Mailbox)[] parties) =>
        app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            var deal = new Deal
            {
                Identifier = "es-another",
                Slug = "another-example-deal",
                CityId = city,
                Title = new LocalText("en", "Another example deal"),
                Summary = new LocalText("en", "An example."),
                Instrument = default,
                Relation = default,
                Standing = Standing.ConcludedHere,
                State = DealState.InForce,
                Delivery = Delivery.Running,
                LegalNature = default,
                OpenToJoin = default,
                Agreed = PartialDate.Parse("2024-01-10"),
            };
            foreach (var (i, (organisation, _)) in parties.Index())
            {
                deal.Parties.Add(
                    new Party
                    {
                        Key = $"p{i + 2}",
                        Order = i,
                        Role = PartyRole.Signatory,
                        Group = new PartyGroup(new LocalText("en", organisation)),
                    }
                );
                deal.Commitments.Add(
                    new Commitment
                    {
                        Key = $"c{i + 2}",
                        Order = i,
                        By = $"p{i + 2}",
                        Action = new LocalText("en", $"We plant trees in street {i + 2}."),
                        Quantity = new Quantity(100, Qualifier.Exactly, "trees"),
                        Quantified = true,
                    }
                );
            }
            db.Deals.Add(deal);
            await db.SaveChangesAsync(Cancel);
            db.ReportContacts.AddRange(
                parties
                    .Index()
                    .Select(p => new ReportContact
                    {
                        DealId = deal.Id,
                        Party = $"p{p.Index + 2}",
                        Name = "Faye Firm",
                        Email = p.Item.Mailbox,
                        Language = "en",
                        KnownSince = app.Time.GetUtcNow().UtcDateTime,
                    })
            );
            await db.SaveChangesAsync(Cancel);
        });
}
