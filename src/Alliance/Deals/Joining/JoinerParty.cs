using System.Globalization;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Joining;

/// <summary>A joiner's part in the deal's text. Keys of joiners are their own (<c>j1</c>, <c>jc1</c>): drafts give others.</summary>
internal static class JoinerParty
{
    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"j{number}");

    public static bool IsJoiner(PartyDocument party) => party.Role == PartyRole.Joiner && NumberOf(party.Key) > 0;

    /// <summary>The number of a joiner's key; 0 for every other key.</summary>
    public static int NumberOf(string key) =>
        key.StartsWith('j')
        && int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <param name="request">Who joins.</param>
    /// <param name="number">The number of its key.</param>
    /// <param name="organisation">The identifier of the organisation; null for who is not named as one.</param>
    /// <param name="authentic">The language of the deal's text.</param>
    public static PartyDocument Of(JoinRequest request, int number, string? organisation, string authentic) =>
        new(
            KeyOf(number),
            PartyRole.Joiner,
            organisation,
            organisation is null ? GroupOf(request, authentic) : null,
            null,
            null
        );

    public static CommitmentDocument PromiseOf(JoinRequest request, int number) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"jc{number}"),
            KeyOf(number),
            null,
            request.Promise.Action,
            request.Promise.Quantity,
            request.Promise.Direction,
            null,
            request.Promise.When is { } date ? new Target(date) : null,
            null,
            null
        )
        {
            Additionality = Additionality.Unknown,
        };

    /// <summary>Whether it comes into the register, by name.</summary>
    public static bool IsNamedOrganisation(JoinRequest request) =>
        request is { Kind: JoinerKind.Organisation, ShowName: true };

    /// <summary>The deal's text with these joiners behind the others, numbered on; and their parts alone.</summary>
    public static (DealDocument Document, List<PartyDocument> Joiners) Add(
        DealDocument last,
        List<JoinRequest> requests,
        Dictionary<long, Organisation> organisations,
        int number
    )
    {
        var (parties, promises) = (new List<PartyDocument>(), new List<CommitmentDocument>());
        foreach (var request in requests)
        {
            request.PartyNumber = number++;
            parties.Add(
                Of(
                    request,
                    request.PartyNumber.Value,
                    organisations.GetValueOrDefault(request.Id)?.Identifier,
                    last.Title.Authentic
                )
            );
            promises.Add(PromiseOf(request, request.PartyNumber.Value));
        }
        return (
            last with
            {
                Parties = [.. last.Parties, .. parties],
                Commitments = [.. last.Commitments ?? [], .. promises],
            },
            parties
        );
    }

    // How many people a group has, nobody was asked; everyone else is one.
    private static PartyGroup GroupOf(JoinRequest request, string authentic) =>
        request.Kind switch
        {
            JoinerKind.Resident => new(Unnamed("joiner.resident", authentic), 1, OrganisationKind.CitizenGroup),
            JoinerKind.Group when request is { ShowName: true, Name: { } name } => new(
                new LocalText(request.ContactLanguage, name),
                null,
                OrganisationKind.CitizenGroup
            ),
            JoinerKind.Group => new(Unnamed("joiner.group", authentic), null, OrganisationKind.CitizenGroup),
            _ => new(Unnamed("joiner.organisation", authentic), 1, request.OrganisationKind),
        };

    private static LocalText Unnamed(string text, string authentic)
    {
        var own = Language.Find(authentic) ?? Language.English;
        return new(own.Code, Language.Offered.Select(l => KeyValuePair.Create(l.Code, TextCatalogue.Own.Get(l, text))));
    }
}
