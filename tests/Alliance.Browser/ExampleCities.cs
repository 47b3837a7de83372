using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Browser;

/// <summary>Three cities that nobody takes for real ones: one tells a practice, two want to do the same.</summary>
internal static class ExampleCities
{
    public const string Origin = "musterstadt";
    public const string Taker = "exempelstad";
    public const string Other = "beispielhausen";
    public const string NameOfOther = "Beispielhausen (Beispiel)";

    public static async Task AddAsync(TestApp app)
    {
        await app.WithDbAsync(async db =>
        {
            foreach (
                var (identifier, name, language, country) in ((string, string, string, string)[])
                    [
                        (Origin, "Musterstadt (Beispiel)", "de", "DE"),
                        (Taker, "Exempelstad (exempel)", "sv", "SE"),
                        (Other, NameOfOther, "de", "DE"),
                    ]
            )
                // The city itself stands in the register too: it is a party of its deals.
                db.Organisations.Add(
                    new Organisation
                    {
                        Identifier = "city-of-" + identifier,
                        Name = name,
                        Kind = OrganisationKind.Municipality,
                        City = new City
                        {
                            Identifier = identifier,
                            Name = new LocalText(language, name),
                            Country = country,
                            Languages = [language],
                            Population = new Population(60_000),
                            Role = CityRole.Participant,
                        },
                    }
                );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await app.ChangedAsync();
    }
}
