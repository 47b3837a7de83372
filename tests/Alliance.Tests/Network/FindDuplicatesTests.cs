using System.Text.Json;
using Alliance.Network;
using Alliance.Network.Documents;
using Alliance.Platform.Data;
using CsCheck;

namespace Alliance.Tests.Network;

public class FindDuplicatesTests
{
    [Theory]
    // Real pairs of the cities' data.
    [InlineData("Siemens AG (Mannheim)", "mannheim", "Siemens", "espoo", DuplicateReason.Brackets)]
    [InlineData("Ramboll", "espoo", "Ramböll", "umea", DuplicateReason.SameName)]
    // How the same names come in registers and in newspapers.
    [InlineData("Caruna", "espoo", "Caruna Oy", "espoo", DuplicateReason.LegalForm)]
    [InlineData("Oy Ramirent Ab", "espoo", "Ramirent", "espoo", DuplicateReason.LegalForm)]
    [InlineData("Starkmacher e.V.", "mannheim", "Starkmacher", "mannheim", DuplicateReason.LegalForm)]
    [InlineData("Starkmacher eV", "mannheim", "Starkmacher e. V.", "mannheim", DuplicateReason.SameName)]
    [InlineData("Starkmacher", "mannheim", "Starkmacher e. V.", "mannheim", DuplicateReason.LegalForm)]
    [InlineData(
        "Gehr-Kunststoffwerk GmbH & Co. KG",
        "mannheim",
        "GEHR Kunststoffwerk",
        "mannheim",
        DuplicateReason.LegalForm
    )]
    [InlineData("ABC Umeå ekonomisk förening", "umea", "ABC Umeå ek. för.", "umea", DuplicateReason.LegalForm)]
    [InlineData("Danish Crown A/S", "aalborg", "Danish Crown", "aalborg", DuplicateReason.LegalForm)]
    [InlineData("Enel S.p.A.", "vicchio", "Enel SpA", "vicchio", DuplicateReason.SameName)]
    [InlineData("Signify N.V.", "utrecht", "Signify", "utrecht", DuplicateReason.LegalForm)]
    [InlineData("Stadtpark Mannheim gGmbH", "mannheim", "Stadtpark Mannheim", "mannheim", DuplicateReason.LegalForm)]
    [InlineData("Cytiva Umeå", "Umeå", "Cytiva", "Umeå", DuplicateReason.Town)]
    [InlineData("Clockwork Umeå AB", "Umeå", "Clockwork", "Umeå", DuplicateReason.Town)]
    [InlineData("Fördergesellschaft", "mannheim", "Foerdergesellschaft", "mannheim", DuplicateReason.Spelling)]
    public void The_same_organisation_written_differently_is_proposed(
        string first,
        string firstPlace,
        string second,
        string secondPlace,
        DuplicateReason reason
    )
    {
        var proposal = Assert.Single(FindDuplicates.Among([Named(first, firstPlace), Named(second, secondPlace)]));
        Assert.Equal([reason], proposal.Reasons);
        Assert.Equal(firstPlace != secondPlace, proposal.DifferentPlaces);
    }

    [Theory]
    [InlineData("City of Espoo", "Espoo", "City of Mannheim", "Mannheim")]
    [InlineData("Visit Umeå", "Umeå", "Visit Espoo", "Espoo")]
    [InlineData("Universität Mannheim", "Mannheim", "Stadtpark Mannheim gGmbH", "Mannheim")]
    [InlineData("HSL", "Espoo", "HSY", "Espoo")]
    [InlineData("SE", "Espoo", "AG", "Espoo")]
    [InlineData("(Mannheim)", "Mannheim", "(Espoo)", "Espoo")]
    public void Different_organisations_are_left_alone(
        string first,
        string firstPlace,
        string second,
        string secondPlace
    ) => Assert.Empty(FindDuplicates.Among([Named(first, firstPlace), Named(second, secondPlace)]));

    [Fact]
    public void Units_in_different_cities_are_only_a_possibility_and_said_to_be_perhaps_separate()
    {
        var here = Assert.Single(FindDuplicates.Among([Named("ABB AG", "Mannheim"), Named("ABB", "Mannheim")]));
        var apart = Assert.Single(
            FindDuplicates.Among([Named("ABB AG (Mannheim)", "Mannheim"), Named("ABB", "Espoo")])
        );
        Assert.Equal((Sureness.Likely, false), (here.Sureness, here.DifferentPlaces));
        Assert.Equal((Sureness.Possible, true), (apart.Sureness, apart.DifferentPlaces));
    }

    [Fact]
    public void The_real_organisations_hold_two_pairs_and_no_more()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "data", "alliance", "organisations.jsonl");
        var real = File.ReadLines(file)
            .Select(line => JsonSerializer.Deserialize<OrganisationDocument>(line, JsonColumn.Options)!)
            .Select(o => new ComparedOrganisation(
                0,
                o.Id,
                o.Name,
                o.OtherNames ?? [],
                o.Kind,
                o.City ?? o.Place,
                o.OfficialNumbers ?? []
            ))
            .ToList();

        Assert.Equal(
            [("ramboll", "ramboll-umea"), ("siemens", "siemens-mannheim")],
            FindDuplicates.Among(real).Select(Pair)
        );
    }

    [Fact]
    public void Two_legal_forms_make_a_proposal_doubtful()
    {
        var proposal = Assert.Single(FindDuplicates.Among([Named("Fuchs SE"), Named("Fuchs GmbH")]));
        Assert.Equal(Sureness.Possible, proposal.Sureness);
    }

    [Fact]
    public void Another_name_counts_as_much_as_the_name()
    {
        var gbg = Named("GBG – Mannheimer Wohnungsbaugesellschaft mbH") with { OtherNames = ["GBG"] };
        var proposal = Assert.Single(FindDuplicates.Among([gbg, Named("GBG")]));
        Assert.Equal([DuplicateReason.SameOtherName], proposal.Reasons);
    }

    [Fact]
    public void A_shared_official_number_is_certain_and_different_numbers_of_one_register_rule_a_pair_out()
    {
        var fortum = Named("Fortum Oyj") with { OfficialNumbers = [new("fi-business-id", "1463611-4")] };
        var renamed = Named("Fortum Power and Heat") with { OfficialNumbers = [new("fi-business-id", "1463611-4")] };
        var other = Named("Fortum") with { OfficialNumbers = [new("fi-business-id", "0109160-2")] };

        Assert.Equal(Sureness.Certain, Assert.Single(FindDuplicates.Among([fortum, renamed])).Sureness);
        Assert.Empty(FindDuplicates.Among([fortum, other]));
    }

    private static readonly Gen<ComparedOrganisation> AnyOrganisation =
        from core in Any("Siemens", "Ramböll", "ABB", "Umeå Energi", "A", "Æon & Søn", "3iPro", "")
        from form in Any("", " Oy", " AB", " GmbH & Co. KG", " e.V.", " (Espoo)", " A/S", " Umeå")
        from place in Any<string?>("Espoo", "Umeå", "Mannheim", null)
        from noise in Gen.String[0, 3]
        from kind in Gen.Enum<OrganisationKind>()
        select Named(core + noise + form, place) with
        {
            Kind = kind,
        };

    [Fact]
    public void Proposals_do_not_depend_on_the_order_and_pair_each_two_once() =>
        AnyOrganisation
            .Array[0, 12]
            .Select(Gen.Int, (organisations, seed) => (organisations.Select(Numbered).ToList(), seed))
            .Sample(
                (organisations, seed) =>
                {
                    var shuffled = organisations.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    var proposals = FindDuplicates.Among(organisations);
                    Assert.Equal(proposals.Select(Pair), FindDuplicates.Among(shuffled).Select(Pair));
                    Assert.Equal(proposals.Count, proposals.Select(Pair).Distinct().Count());
                    Assert.All(proposals, p => Assert.NotEqual(p.First.Identifier, p.Second.Identifier));
                    Assert.All(proposals, p => Assert.NotEmpty(p.Reasons));
                }
            );

    [Fact]
    public void A_legal_form_added_to_a_name_is_always_found() =>
        Gen.Select(
                Gen.Char['a', 'z'].Array[2, 20].Select(c => new string(c)),
                Any("Oy", "Oyj", "AB", "ab", "GmbH", "mbH", "gGmbH", "AG", "SE", "KG", "GmbH & Co. KG", "e.V."),
                Any("ekonomisk förening", "A/S", "ApS", "B.V.", "S.p.A.", "e.G.", "Ltd.", "ry")
            )
            .Sample(
                (name, form, other) =>
                {
                    Assert.Single(FindDuplicates.Among([Named(name), Named($"{name} {form}")]));
                    Assert.Single(FindDuplicates.Among([Named($"{name} {form}"), Named($"{name} {other}")]));
                }
            );

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static int made;

    private static ComparedOrganisation Named(string name, string? place = "Mannheim")
    {
        var number = Interlocked.Increment(ref made);
        return new(number, $"o{number}", name, [], OrganisationKind.Company, place, []);
    }

    private static ComparedOrganisation Numbered(ComparedOrganisation facts, int index) =>
        facts with
        {
            Id = index,
            Identifier = $"o{index}",
        };

    private static (string, string) Pair(DuplicateProposal p) => (p.First.Identifier, p.Second.Identifier);
}
