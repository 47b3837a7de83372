using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Engagement.Offers;

/// <summary>What an offer says beside its words, read from what was chosen and found right.</summary>
internal sealed record OfferSubjects(
    OfferKind Kind,
    OfferSubject Subject,
    string? Area,
    DateOnly? From,
    DateOnly Until,
    OfferAudience SeenBy
)
{
    public void Into(Offer offer) =>
        (offer.Kind, offer.Subject, offer.Area, offer.From, offer.Until, offer.SeenBy) = (
            Kind,
            Subject,
            Area,
            From,
            Until,
            SeenBy
        );

    public static OfferSubjects Judge(StatedOffer stated, Offer? known, DateOnly today, List<FieldProblem> wrong)
    {
        if (!Code.TryParse<OfferKind>(stated.Kind, out var kind))
            Wrong("kind", "unknown-choice");
        if (!Code.TryParse<OfferSubject>(stated.Subject, out var subject))
            Wrong("subject", "unknown-choice");
        if (!Code.TryParse<OfferAudience>(stated.SeenBy, out var seenBy))
            Wrong("seen-by", "unknown-choice");
        var area = stated.Area.Length == 0 ? null : stated.Area;
        if (area is not null && SharedAreas.Find(area) is null && known?.Area != area)
            Wrong("area", "unknown-choice");
        DateOnly? from = null;
        if (stated.From.Trim().Length > 0)
        {
            if (PartialDate.TryParseDay(stated.From.Trim(), out var day))
                from = day;
            else
                Wrong("from", "bad-day");
        }
        if (!PartialDate.TryParseDay(stated.Until.Trim(), out var until))
            Wrong("until", "bad-day");
        else if (until < from)
            Wrong("until", "until-before-from");
        else if (until < today)
            Wrong("until", "until-over");
        else if (until > today.AddYears(Offer.MostYears))
            Wrong("until", "until-too-far", $"{Offer.MostYears}");
        return new OfferSubjects(kind, subject, area, from, until, seenBy);

        void Wrong(string field, string code, params string[] values) =>
            wrong.Add(new FieldProblem(field, new Refusal(code, values)));
    }
}
