using System.Globalization;
using System.Xml.Linq;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Printing;

/// <summary>A deal's state as a small picture for pages of others: one SVG that fetches nothing and needs no style sheet.</summary>
internal static class Badge
{
    private const string Name = "Local Green Deal";
    private const int Height = 28;

    // Wider than most fonts make it; the text is told its length, so that no font runs over the edge.
    private const decimal LetterWidth = 6.6m;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Of(PresentState state, Reader reader)
    {
        var said = state.In(reader);
        var (left, right) = (Width(Name), Width(said));
        var first = 34 + left + 10;
        var whole = first + 10 + right + 12;
        var (ground, ink) = state.State switch
        {
            DealState.InForce => ("#0e5a43", "#ffffff"),
            DealState.Completed or DealState.Renewed => ("#e6f0ea", "#0a3d2e"),
            DealState.EndedEarly => ("#ebeff1", "#14231c"),
            _ => ("#ffffff", "#14231c"),
        };
        return new XDocument(
            new XElement(
                Svg + "svg",
                new XAttribute("width", whole),
                new XAttribute("height", Height),
                new XAttribute("viewBox", Print($"0 0 {whole} {Height}")),
                new XAttribute("role", "img"),
                new XAttribute("aria-labelledby", "t"),
                new XAttribute("lang", reader.Language.Code),
                new XElement(Svg + "title", new XAttribute("id", "t"), $"{Name}: {said}"),
                new XElement(
                    Svg + "rect",
                    new XAttribute("x", 0.5m),
                    new XAttribute("y", 0.5m),
                    new XAttribute("width", whole - 1),
                    new XAttribute("height", Height - 1),
                    new XAttribute("rx", 6),
                    new XAttribute("fill", "#ffffff"),
                    new XAttribute("stroke", "#6d7b73"),
                    // Dashed, like everything that nobody has signed.
                    state.State
                        is null
                        ? new XAttribute("stroke-dasharray", "3 2")
                        : null
                ),
                state.State is null
                    ? null
                    : new XElement(
                        Svg + "path",
                        new XAttribute(
                            "d",
                            Print(
                                $"M{first} 1h{whole - first - 7}a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6h-{whole - first - 7}z"
                            )
                        ),
                        new XAttribute("fill", ground)
                    ),
                Ring(13, "#2f8a6a"),
                Ring(20, "#f2c14e"),
                Text(Name, 34, left, "#14231c", "600"),
                Text(said, first + 10, right, ink, "400")
            )
        ).ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Ring(int x, string colour) =>
        new(
            Svg + "circle",
            new XAttribute("cx", x),
            new XAttribute("cy", 14),
            new XAttribute("r", 6.5m),
            new XAttribute("fill", "none"),
            new XAttribute("stroke", colour),
            new XAttribute("stroke-width", 2.4m)
        );

    private static XElement Text(string text, decimal x, decimal width, string colour, string weight) =>
        new(
            Svg + "text",
            new XAttribute("x", x),
            new XAttribute("y", 18.5m),
            new XAttribute("textLength", width),
            new XAttribute("lengthAdjust", "spacingAndGlyphs"),
            new XAttribute("font-family", "Verdana, 'DejaVu Sans', 'Segoe UI', sans-serif"),
            new XAttribute("font-size", 12),
            new XAttribute("font-weight", weight),
            new XAttribute("fill", colour),
            text
        );

    private static decimal Width(string text) => Math.Round(text.Length * LetterWidth);

    private static string Print(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
