using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Fit;

/// <summary>What is weighed and what was answered, in a reader's words.</summary>
internal static class FitWording
{
    /// <summary>What a point is called in short.</summary>
    public static string Name(FitPoint point, Reader reader) =>
        point.Part is { } part
            ? reader["fit.part", part.Title.In(reader.Language).Text]
            : reader.Capital(reader.Name(point.Question!.Value));

    /// <summary>The same within a sentence.</summary>
    public static string InText(FitPoint point, Reader reader) =>
        point.Question is { } question ? reader.Name(question) : Name(point, reader);

    /// <summary>The whole question.</summary>
    public static string Asked(FitPoint point, Reader reader) =>
        point.Question is { } question ? reader["fit.ask." + Code.Of(question)] : Name(point, reader);

    /// <summary>A number whose sign says on which side it is: +1.5, −2, 0.</summary>
    public static string Signed(decimal value, Reader reader)
    {
        var rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        var sign =
            rounded > 0 ? "+"
            : rounded < 0 ? "\u2212"
            : "";
        return sign + Math.Abs(rounded).ToString("0.#", reader.Culture);
    }

    /// <summary>With one digit behind the point at most.</summary>
    public static string Short(decimal value, IFormatProvider culture) =>
        Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.#", culture);
}
