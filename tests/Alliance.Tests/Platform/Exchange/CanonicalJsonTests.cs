using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Exchange;
using CsCheck;

namespace Alliance.Tests.Platform.Exchange;

public sealed class CanonicalJsonTests
{
    /// <summary>RFC 8785, 3.2.2 and 3.2.3.</summary>
    [Fact]
    public void The_example_of_the_rfc_comes_out_as_there()
    {
        const string written = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Canonical(written)
        );
    }

    /// <summary>RFC 8785, 3.2.3: by UTF-16 code units, so that the emoji stands before the Hebrew letter.</summary>
    [Fact]
    public void Names_are_sorted_as_in_the_example_of_the_rfc()
    {
        const string written = """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """;
        using var sorted = JsonDocument.Parse(Canonical(written));
        Assert.Equal(
            [
                "Carriage Return",
                "One",
                "Control",
                "Latin Small Letter O With Diaeresis",
                "Euro Sign",
                "Emoji: Grinning Face",
                "Hebrew Letter Dalet With Dagesh",
            ],
            sorted.RootElement.EnumerateObject().Select(f => f.Value.GetString())
        );
    }

    /// <summary>RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData(0x0000000000000000UL, "0")]
    [InlineData(0x8000000000000000UL, "0")]
    [InlineData(0x0000000000000001UL, "5e-324")]
    [InlineData(0x8000000000000001UL, "-5e-324")]
    [InlineData(0x7fefffffffffffffUL, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffffUL, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000UL, "9007199254740992")]
    [InlineData(0xc340000000000000UL, "-9007199254740992")]
    [InlineData(0x4430000000000000UL, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5UL, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6UL, "1e+23")]
    [InlineData(0x44b52d02c7e14af7UL, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4eUL, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4fUL, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50UL, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8dUL, "0.000001")]
    [InlineData(0x41b3de4355555553UL, "333333333.3333332")]
    [InlineData(0x41b3de4355555554UL, "333333333.33333325")]
    [InlineData(0x41b3de4355555555UL, "333333333.3333333")]
    [InlineData(0x41b3de4355555556UL, "333333333.3333334")]
    [InlineData(0x41b3de4355555557UL, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696UL, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959UL, "1424953923781206.2")]
    public void Numbers_are_written_as_in_appendix_b(ulong bits, string expected) =>
        Assert.Equal(
            expected,
            Canonical(BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture))
        );

    [Theory]
    [InlineData("1e5", "100000")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e9", "0")]
    [InlineData("100e-2", "1")]
    [InlineData("0.1", "0.1")]
    [InlineData("123456789012345.6", "123456789012345.6")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("79228162514264340000000000000", "7.922816251426434e+28")]
    public void The_same_number_is_written_in_one_way(string written, string expected) =>
        Assert.Equal(expected, Canonical(written));

    [Theory]
    [InlineData("9007199254740993")] // Would become ….992.
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("0.12345678901234567890")]
    [InlineData("3.14159265358979323846")]
    [InlineData("79228162514264337593543950335")] // The largest decimal.
    [InlineData("1.4e-323")] // Doubles are that far apart there.
    [InlineData("""{"a":1,"b":2,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":1}""")]
    [InlineData("""{"a":[{"b":{},"b":{}}]}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00x\"")]
    [InlineData("{\"\\ud83d\":1}")]
    public void What_two_readers_could_understand_differently_is_refused(string written) =>
        Assert.Throws<FormatException>(() => Canonical(written));

    [Fact]
    public void A_value_is_serialised_as_everything_here_is() =>
        Assert.Equal(
            """{"at":"2026-03-10T09:00:00Z","name":"Ä","share":1.5}""",
            CanonicalJson.Of(
                new
                {
                    Share = 1.50m,
                    Name = "Ä",
                    Nothing = (string?)null,
                    At = new DateTime(2026, 3, 10, 9, 0, 0, DateTimeKind.Utc),
                }
            )
        );

    [Fact]
    public void Every_number_comes_out_as_itself() =>
        Gen
            .Double.Where(double.IsFinite)
            .Sample(number =>
            {
                var written = Canonical(number.ToString("R", CultureInfo.InvariantCulture));
                Assert.Equal(number, double.Parse(written, CultureInfo.InvariantCulture));
                Assert.Equal(written, Canonical(written));
            });

    /// <summary>However it was written: fields in another order, other escapes, blanks between.</summary>
    [Fact]
    public void The_same_value_gives_the_same_text() =>
        Gen.Select(Value(3), Gen.Int)
            .Sample(
                (value, seed) =>
                {
                    var canonical = Canonical(value.ToJsonString());
                    Assert.Equal(canonical, Canonical(canonical));
                    Assert.Equal(canonical, Canonical(Shuffled(value, new Random(seed)).ToJsonString(Indented)));
                }
            );

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Of(document.RootElement);
    }

    private static Gen<JsonNode> Value(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Double.Where(double.IsFinite).Select(d => (JsonNode)JsonValue.Create(d)),
            Gen.Int.Select(i => (JsonNode)JsonValue.Create(i)),
            Gen.Bool.Select(b => (JsonNode)JsonValue.Create(b)),
            Text.Select(s => (JsonNode)JsonValue.Create(s))
        );
        if (depth == 0)
            return leaf;
        var inner = Value(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Array[0, 4].Select(items => (JsonNode)new JsonArray([.. items.Select(i => i.DeepClone())])),
            Gen.Select(Text, inner)
                .Array[0, 5]
                .Select(fields =>
                    (JsonNode)
                        new JsonObject(
                            fields
                                .DistinctBy(f => f.Item1, StringComparer.Ordinal)
                                .Select(f => KeyValuePair.Create(f.Item1, (JsonNode?)f.Item2.DeepClone()))
                        )
                )
        );
    }

    // Without halves of pairs, which have a test of their own.
    private static readonly Gen<string> Text = Gen.String.Select(s => new string([
        .. s.Where(c => !char.IsSurrogate(c)),
    ]));

    private static JsonNode Shuffled(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject all:
                var fields = all.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Shuffled(f.Value!, random)))
                    .ToArray();
                random.Shuffle(fields);
                return new JsonObject(fields);
            case JsonArray list:
                return new JsonArray([.. list.Select(v => Shuffled(v!, random))]);
            default:
                return node.DeepClone();
        }
    }
}
