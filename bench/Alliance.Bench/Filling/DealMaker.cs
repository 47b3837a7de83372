using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Bench.Filling;

/// <summary>
/// Makes the deal with a given number, as a document of the open format: the product's own code turns it into rows.
/// Each number has a chance of its own, so that deals can be made side by side and in any order.
/// </summary>
internal sealed class DealMaker(Register register, FillSize size)
{
    private static readonly DateTime FirstDay = new(2024, 1, 8, 6, 0, 0, DateTimeKind.Utc);

    public (DealDocument Document, DateTime RecordedAt) Make(int number)
    {
        var draw = new Draw(unchecked((size.Seed * 31) + (number * 1_000_003)));
        var place = register.Place(draw.Share());
        var title = draw.Of(Phrases.Titles);
        var quarter = size.Quarter(number);
        var wording = new Wordings(place.Language, draw.Weighted((0b1111, 45), (0, 40), (0b0001, 15)), quarter);
        var standing = draw.Weighted(
            (Standing.Collected, 55),
            (Standing.ConfirmedByCity, 25),
            (Standing.ConfirmedByParties, 15),
            (Standing.ConcludedHere, 5)
        );
        var instrument = draw.Weighted(
            (Instrument.Deal, 45),
            (Instrument.PledgeScheme, 20),
            (Instrument.DeclarationOfIntent, 10),
            (Instrument.Project, 8),
            (Instrument.SectorCovenant, 6),
            (Instrument.Declaration, 5),
            (Instrument.ClimateContract, 4),
            (Instrument.Programme, 2)
        );
        var agreed = draw.Percent(75) ? draw.Date(2008, 2026) : (Platform.Data.PartialDate?)null;
        var start = draw.Percent(30) ? draw.Date(2008, 2026) : (Platform.Data.PartialDate?)null;
        var parties = new PartiesMaker(register, draw, wording).Make(place, instrument);
        var promises = new PromisesMaker(draw, wording);
        var commitments = promises.Commitments(parties, draw.Percent(12) ? 0 : draw.Many(1, 40, 5.7));
        var document = new DealDocument(
            IdentifierOf(number),
            $"{MadeUpNames.Identifier(title.Texts[0])}-{number.ToString("x", CultureInfo.InvariantCulture)}",
            standing == Standing.Collected ? "alliance-public-sources" : null,
            place.Identifier,
            draw.Percent(1) ? "alliance" : null,
            wording.Say(l => $"{title.Texts[l]}, {quarter}"),
            draw.Percent(30) ? new LocalText(wording.Code, $"{title.Texts[wording.Authentic]} – {quarter}") : null,
            Summary(draw, wording, number),
            Areas(draw, title.Code),
            instrument,
            draw.Weighted(
                (Relation.OfficialLgd, 50),
                (Relation.ClimatePartnership, 25),
                (Relation.SectorGreenDeal, 10),
                (Relation.Related, 15)
            ),
            standing,
            draw.Weighted((Delivery.Running, 55), (Delivery.Done, 25), (Delivery.Planned, 15), (Delivery.Stopped, 5)),
            agreed,
            start,
            draw.Percent(50) ? draw.Date(2027, 2045) : null,
            draw.Weighted((LegalNature.NotStated, 50), (LegalNature.NotBinding, 35), (LegalNature.Binding, 15)),
            draw.Weighted((OpenToJoin.NotStated, 50), (OpenToJoin.Yes, 30), (OpenToJoin.No, 20)),
            draw.Percent(2) ? true : null,
            number > 100 && draw.Percent(3) ? new Origin(IdentifierOf(draw.Below(number))) : null,
            parties,
            draw.Percent(20) ? parties.Count + draw.Below(10) : null,
            draw.Percent(8) ? Articles(draw, wording) : null,
            commitments.Count == 0 ? null : commitments,
            draw.Percent(25) ? promises.Indicators(commitments) : null,
            draw.Percent(30) ? new Reporting(Every: draw.Of(["year", "half-year", "quarter"])) : null,
            draw.Percent(12) ? wording.Say(draw.Of(Phrases.Notes)) : null,
            draw.Percent(40) ? new SourceWords { ["status"] = "in-implementation", ["themes"] = title.Code } : null,
            Sources(draw, place)
        );
        // What is offered for copying has to say in English what it is.
        if (!InEnglish.Has(document.Summary))
            document = document with { Prototype = null };
        if (size.Concluded)
            document = document with
            {
                Standing = Standing.ConcludedHere,
                State = DealState.InForce,
                Collection = null,
                Agreed = agreed ?? Platform.Data.PartialDate.Parse("2014"),
            };
        return (document, FirstDay.AddMinutes(draw.Below(1_450_000)));
    }

    private static string IdentifierOf(int number) => $"made-up-{number:000000}";

    private static LocalText Summary(Draw draw, Wordings wording, int number)
    {
        var sentences = Enumerable.Range(0, draw.Between(1, 3)).Select(_ => draw.Of(Phrases.Sentences)).ToList();
        var words = new List<string>();
        if (number % 10 == 3)
            words.Add(FillSize.TenthWord);
        if (number % 2 == 0)
            words.Add(FillSize.HalfWord);
        var controls = words.Count == 0 ? "" : $" ({string.Join(", ", words)})";
        return wording.Say(l => string.Join(' ', sentences.Select(s => wording.Fill(s, l))) + controls);
    }

    private List<string> Areas(Draw draw, string first)
    {
        var areas = new List<string> { first };
        for (var more = draw.Weighted((0, 50), (1, 35), (2, 15)); more > 0; more--)
            if (draw.Of(register.AreaNames) is var area && !areas.Contains(area))
                areas.Add(area);
        return [.. areas.OrderBy(a => register.References.Areas[a].Order)];
    }

    private static List<Article> Articles(Draw draw, Wordings wording) =>
        [
            .. Phrases
                .Headings.Take(draw.Between(3, Phrases.Headings.Length))
                .Select(
                    (heading, i) =>
                    {
                        var body = Enumerable
                            .Range(0, draw.Between(2, 5))
                            .Select(_ => draw.Of(Phrases.Sentences))
                            .ToList();
                        return new Article(
                            i + 1,
                            wording.Say(heading),
                            wording.Say(l => string.Join(' ', body.Select(s => wording.Fill(s, l))))
                        );
                    }
                ),
        ];

    private static List<Source> Sources(Draw draw, Place place) =>
        [
            .. Enumerable
                .Range(1, draw.Weighted((1, 60), (2, 25), (3, 15)))
                .Select(i => new Source(
                    $"https://{place.Identifier}.example/news/{draw.Below(1_000_000)}",
                    i == 1 ? $"{place.Identifier}.example" : "The Daily Example",
                    draw.Percent(40) ? draw.Date(2015, 2026) : null,
                    null,
                    draw.Percent(20) ? draw.Date(2024, 2026) : null
                )),
        ];
}

/// <summary>In which languages one deal speaks, and of which quarter.</summary>
/// <param name="Authentic">Its own language, by its place in <see cref="Phrases.Languages"/>.</param>
/// <param name="Languages">Further ones, as bits.</param>
/// <param name="Quarter">What <c>{0}</c> stands for.</param>
internal sealed record Wordings(int Authentic, int Languages, string Quarter)
{
    public string Code => Phrases.Languages[Authentic];

    public LocalText Say(Phrase phrase) => Say(l => Fill(phrase, l));

    public LocalText Say(Func<int, string> inLanguage) => Phrases.Text(Authentic, Languages, inLanguage);

    public string Fill(Phrase phrase, int language) =>
        phrase.Texts[language].Replace("{0}", Quarter, StringComparison.Ordinal);
}
