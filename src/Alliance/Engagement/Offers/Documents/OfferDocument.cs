using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers.Documents;

/// <summary>An offer or need that everybody may read, in the open format (docs/format.md, "offers").</summary>
/// <param name="Id">Its identifier; it stays the same.</param>
/// <param name="Kind">Whether somebody has it, or looks for it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Text">What it is.</param>
/// <param name="City">Where it is, and whose contact introduces.</param>
/// <param name="Until">The last day on which it is shown.</param>
/// <param name="PublishedAt">When it was put before everybody (UTC).</param>
public record OfferDocument(
    string Id,
    OfferKind Kind,
    OfferSubject Subject,
    LocalText Title,
    LocalText Text,
    string City,
    DateOnly Until,
    DateTime PublishedAt
) : IDocument
{
    /// <summary>The identifier of the organisation whose it is; absent where it is the city's own.</summary>
    public string? Organisation { get; init; }

    /// <summary>The identifier of a policy area.</summary>
    public string? Area { get; init; }

    /// <summary>How much of it, in words.</summary>
    public LocalText? Quantity { get; init; }

    /// <summary>From when it holds; absent where it holds already.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Who said that the organisation agrees never leaves.</summary>
    /// <param name="o">With its city and organisation; it was shown to everybody.</param>
    public static OfferDocument Of(Offer o) =>
        new(o.Identifier!, o.Kind, o.Subject, o.Title, o.Text, o.City!.Identifier, o.Until, o.PublishedAt!.Value)
        {
            Organisation = o.Organisation?.Identifier,
            Area = o.Area,
            Quantity = o.Quantity,
            From = o.From,
        };

    /// <summary>The row with this content: the stored one, which keeps who said that the organisation agrees, or a new one.</summary>
    public Offer Apply(Offer? stored, long city, long? organisation, DateTime now)
    {
        var offer =
            stored
            ?? new Offer
            {
                Identifier = Id,
                Kind = Kind,
                Subject = Subject,
                Title = Title,
                Text = Text,
                CityId = city,
                Until = Until,
                ChangedAt = now,
            };
        // What another organisation agreed to says nothing of this one.
        if (offer.OrganisationId != organisation)
            (offer.ConsentById, offer.ConsentAt) = (null, null);
        (offer.Kind, offer.Subject, offer.Title, offer.Text) = (Kind, Subject, Title, Text);
        (offer.CityId, offer.OrganisationId, offer.Area, offer.Quantity) = (city, organisation, Area, Quantity);
        (offer.From, offer.Until, offer.PublishedAt) = (From, Until, PublishedAt);
        (offer.State, offer.SeenBy, offer.ChangedAt) = (OfferState.Open, OfferAudience.Everybody, now);
        if (stored is not null)
            offer.Turn++;
        return offer;
    }
}
