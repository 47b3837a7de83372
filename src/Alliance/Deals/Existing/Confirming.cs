using Alliance.Platform.Texts;

namespace Alliance.Deals.Existing;

/// <summary>
/// How well a record is founded once people have answered (docs/language.md, "Standing"): the city says that it is right,
/// and then each party that is an organisation.
/// </summary>
public static class Confirming
{
    /// <summary>An organisation with a name; the city speaks for its own party, nobody for a crowd.</summary>
    public static bool IsAsked(Party party) => party.OrganisationId is not null && party.Role != PartyRole.City;

    /// <summary>The city stands behind the record already.</summary>
    public static bool HasCity(Deal deal) => deal.Standing is Standing.ConfirmedByCity or Standing.ConfirmedByParties;

    /// <summary>
    /// The standing that follows from all answers; never less than before, because nobody takes a confirmation back by
    /// keeping silent.
    /// </summary>
    /// <param name="deal">With its parties.</param>
    /// <param name="answers">All of them.</param>
    /// <param name="citySays">The city says at this moment that the record is right.</param>
    public static Standing StandingOf(Deal deal, IReadOnlyCollection<Confirmation> answers, bool citySays)
    {
        bool Said(string? party) => answers.Any(a => a.Party == party && a.Answer == ConfirmationAnswer.Right);
        if (deal.Standing >= Standing.ConfirmedByParties || !(citySays || HasCity(deal) || Said(null)))
            return deal.Standing;
        var asked = deal.Parties.FindAll(IsAsked);
        return asked.Count > 0 && asked.TrueForAll(p => Said(p.Key))
            ? Standing.ConfirmedByParties
            : Standing.ConfirmedByCity;
    }

    /// <summary>For whom somebody answers.</summary>
    public static string NameOf(Deal deal, Party? party, Language language) =>
        party?.Organisation?.Name ?? deal.City!.Name.In(language).Text;
}
