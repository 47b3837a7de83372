using Alliance.Deals.Documents;
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
    /// What a record says, whoever has confirmed it: SHA-256 of its canonical content as if nobody had, lower-case hex.
    /// </summary>
    /// <param name="deal">With everything that its document wants.</param>
    public static string HashOf(Deal deal) =>
        VersionDocument.HashOf(VersionDocument.ContentOf(DealDocument.Of(deal) with { Standing = Standing.Collected }));

    /// <summary>Whether the city (null) or a party has said that exactly this is right.</summary>
    public static bool IsRight(IEnumerable<Confirmation> answers, string? party, string hash) =>
        answers.Any(a => a.Party == party && a.Answer == ConfirmationAnswer.Right && a.Hash == hash);

    /// <summary>
    /// The standing that follows from the answers to what the record says now; never less than before: who changes a record
    /// says at that moment what it is worth.
    /// </summary>
    /// <param name="deal">With everything that its document wants.</param>
    /// <param name="answers">All of them.</param>
    /// <param name="citySays">The city says at this moment that the record is right.</param>
    public static Standing StandingOf(Deal deal, IReadOnlyCollection<Confirmation> answers, bool citySays)
    {
        var hash = HashOf(deal);
        if (
            deal.Standing >= Standing.ConfirmedByParties
            || !(citySays || HasCity(deal) || IsRight(answers, null, hash))
        )
            return deal.Standing;
        var asked = deal.Parties.FindAll(IsAsked);
        return asked.Count > 0 && asked.TrueForAll(p => IsRight(answers, p.Key, hash))
            ? Standing.ConfirmedByParties
            : Standing.ConfirmedByCity;
    }

    /// <summary>For whom somebody answers.</summary>
    public static string NameOf(Deal deal, Party? party, Language language) =>
        party?.Organisation?.Name ?? deal.City!.Name.In(language).Text;
}
