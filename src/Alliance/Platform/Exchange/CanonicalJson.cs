using System.Globalization;
using System.Text;
using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Platform.Exchange;

/// <summary>
/// The one way to write a JSON value, by RFC 8785 (JCS): the same value gives the same bytes whoever writes it, hence the
/// same hash. Names are sorted by their UTF-16 code units, nothing stands between tokens, numbers are written as ECMAScript
/// does, characters as they are.
/// </summary>
/// <remarks>
/// Refused by a <see cref="FormatException"/> is what two readers could understand differently: a name that stands twice in
/// an object, half a surrogate pair, and a number that a double does not hold: one too large, one that is not zero and would
/// become zero, and one that would come out as another value. Only the 16th and 17th digit of a fraction may be rounded
/// (<c>333333333.33333329</c> is the RFC's own example).
/// </remarks>
public static class CanonicalJson
{
    /// <summary>Serialised as everything here is (<see cref="JsonColumn.Options"/>), then made canonical.</summary>
    public static string Of<T>(T value) => Of(JsonSerializer.SerializeToElement(value, JsonColumn.Options));

    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        try
        {
            Write(text, value);
        }
        catch (InvalidOperationException half)
        {
            // What the reader says of an escaped half of a pair, and of bytes that are no UTF-8.
            throw new FormatException("A string is no Unicode text.", half);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (place, item) in value.EnumerateArray().Index())
                {
                    if (place > 0)
                        text.Append(',');
                    Write(text, item);
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetRawText()));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            default:
                throw new FormatException("There is no value.");
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        var fields = value.EnumerateObject().Select(f => (f.Name, f.Value)).ToList();
        fields.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        text.Append('{');
        foreach (var (place, (name, field)) in fields.Index())
        {
            if (place > 0)
            {
                if (name == fields[place - 1].Name)
                    throw new FormatException($"The name \"{name}\" stands twice in one object.");
                text.Append(',');
            }
            WriteString(text, name);
            text.Append(':');
            Write(text, field);
        }
        text.Append('}');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append(c).Append(value[++i]);
            else if (char.IsSurrogate(c))
                throw new FormatException("A string holds half a surrogate pair.");
            else
                _ = c switch
                {
                    '"' => text.Append("\\\""),
                    '\\' => text.Append("\\\\"),
                    '\b' => text.Append("\\b"),
                    '\t' => text.Append("\\t"),
                    '\n' => text.Append("\\n"),
                    '\f' => text.Append("\\f"),
                    '\r' => text.Append("\\r"),
                    < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                    _ => text.Append(c),
                };
        }
        text.Append('"');
    }

    private static string Number(string written)
    {
        var value = double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw new FormatException($"{written} is too large a number.");
        var (before, after) = (Digits.Of(written), Digits.Of(value.ToString("R", CultureInfo.InvariantCulture)));
        var rounded = !before.Whole && before.Text.Length is 16 or 17 && double.IsNormal(value);
        if (before != after && !rounded)
            throw new FormatException($"{written} has more digits than a number keeps here.");
        return after.Written();
    }

    /// <summary>A decimal number: 0.TEXT × 10^Point, its text without zeros at either end and empty for zero.</summary>
    private readonly record struct Digits(bool Negative, string Text, long Point)
    {
        /// <summary>Whether nothing stands behind the decimal point.</summary>
        public bool Whole => Point >= Text.Length;

        public static Digits Of(string written)
        {
            var negative = written[0] == '-';
            var mantissa = negative ? written[1..] : written;
            var exponent = 0L;
            if (mantissa.IndexOfAny(['e', 'E']) is >= 0 and var e)
            {
                // A file may hold an exponent of any length; what is that large or small is refused by its value.
                exponent = long.TryParse(mantissa[(e + 1)..], CultureInfo.InvariantCulture, out var said)
                    ? said
                    : int.MaxValue;
                mantissa = mantissa[..e];
            }
            var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
            var before = dot < 0 ? mantissa.Length : dot;
            var all = mantissa.Replace(".", "", StringComparison.Ordinal);
            var text = all.TrimStart('0');
            var point = exponent + before - (all.Length - text.Length);
            text = text.TrimEnd('0');
            // There is one zero, without a sign.
            return text.Length == 0 ? new(false, "", 0) : new(negative, text, point);
        }

        /// <summary>As ECMAScript writes it (Number::toString, base 10).</summary>
        public string Written()
        {
            if (Text.Length == 0)
                return "0";
            var (sign, length, point) = (Negative ? "-" : "", Text.Length, (int)Point);
            return sign
                + point switch
                {
                    > 21 or <= -6 => Exponential(point - 1),
                    _ when point >= length => Text + new string('0', point - length),
                    > 0 => $"{Text[..point]}.{Text[point..]}",
                    _ => $"0.{new string('0', -point)}{Text}",
                };
        }

        private string Exponential(int exponent)
        {
            var mantissa = Text.Length == 1 ? Text : $"{Text[0]}.{Text[1..]}";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}"
            );
        }
    }
}
