using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>What pages say of an offer in a line.</summary>
public static class OfferWording
{
    /// <summary>What it is: "Offer · surplus heat".</summary>
    public static string What(OfferKind kind, OfferSubject subject, Reader reader) =>
        $"{reader.Capital(reader.Name(kind))} · {reader.Name(subject)}";

    /// <summary>When it holds.</summary>
    public static string Term(Offer offer, Reader reader) =>
        offer.From is { } from
            ? reader["offer.term", reader.Date(from), reader.Date(offer.Until)]
            : reader["offer.until", reader.Date(offer.Until)];

    /// <summary>Whose it is, where both are known: an organisation with its city, or the city.</summary>
    public static string Whose(string? organisation, LocalText city, Language language) =>
        organisation is null ? city.In(language).Text : $"{organisation}, {city.In(language).Text}";
}
