using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>The texts of an offer as they become by what was typed in one language.</summary>
internal sealed record OfferWords(LocalText Title, LocalText Text, LocalText? Quantity)
{
    /// <returns>Null where something is wrong.</returns>
    public static OfferWords? Judge(StatedOffer stated, Offer? known, List<FieldProblem> wrong)
    {
        var (language, own) = (stated.Language.Code, known?.Language ?? stated.Language.Code);
        var (title, text, quantity) = (
            StatedValues.OneLine(stated.Title),
            TypedText.Plain(stated.Text),
            StatedValues.OneLine(stated.Quantity)
        );
        Check("title", title, "title-missing", Offer.TitleLength);
        Check("text", text, "text-missing", Offer.TextLength);
        Check("quantity", quantity, null, Offer.QuantityLength);
        if (wrong.Count > 0)
            return null;
        return new OfferWords(
            TypedText.With(known?.Title, own, language, title)!,
            TypedText.With(known?.Text, own, language, text)!,
            // What does not stand in its own language cannot be translated.
            language != own
            && known?.Quantity is null
                ? null
                : TypedText.With(known?.Quantity, own, language, quantity)
        );

        void Check(string field, string typed, string? missing, int most)
        {
            if (typed.Length > most)
                wrong.Add(new FieldProblem(field, new Refusal("text-too-long")));
            else if (typed.Length == 0 && language == own && missing is not null)
                wrong.Add(new FieldProblem(field, new Refusal(missing)));
        }
    }
}
