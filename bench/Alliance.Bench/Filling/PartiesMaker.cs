using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Bench.Filling;

/// <summary>Who takes part: the city, organisations of its own, some from everywhere; groups and collective words.</summary>
internal sealed class PartiesMaker(Register register, Draw draw, Wordings wording)
{
    public List<PartyDocument> Make(Place place, Instrument instrument)
    {
        var parties = new List<PartyDocument>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (place.Council.Length > 0 && draw.Percent(95))
            Add(PartyRole.City, place.Council);
        // Programmes and contracts gather many, a single deal few.
        var mean = instrument is Instrument.ClimateContract or Instrument.PledgeScheme ? 9 : 4;
        for (var left = draw.Many(1, 29, mean); left > 0; left--)
            Add(
                draw.Weighted(
                    (PartyRole.Signatory, 70),
                    (PartyRole.Joiner, 15),
                    (PartyRole.Supporter, 10),
                    (PartyRole.Facilitator, 5)
                ),
                Somebody(place)
            );
        if (draw.Percent(12) && draw.Of(Phrases.Groups) is var group)
            parties.Add(
                new PartyDocument(
                    Key(),
                    PartyRole.Signatory,
                    null,
                    new PartyGroup(
                        wording.Say(group),
                        draw.Percent(70) ? draw.Between(3, 120) : null,
                        Code.Parse<OrganisationKind>(group.Code)
                    ),
                    null,
                    null
                )
            );
        if (draw.Percent(15))
            parties.Add(
                new PartyDocument(
                    Key(),
                    PartyRole.Signatory,
                    null,
                    null,
                    wording.Say(draw.Of(Phrases.Collectives)),
                    null
                )
            );
        return parties;

        string Key() => $"p{parties.Count + 1}";

        void Add(PartyRole role, string organisation)
        {
            if (known.Add(organisation))
                parties.Add(new PartyDocument(Key(), role, organisation, null, null, null));
        }
    }

    private string Somebody(Place place) =>
        place.Organisations.Count == 0 || draw.Percent(12) ? draw.Skewed(register.Everywhere)
        : draw.Percent(5) && register.Place(draw.Share()).Organisations is { Count: > 0 } other ? draw.Of(other)
        : draw.Skewed(place.Organisations);
}
