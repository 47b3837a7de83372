using Alliance.Platform.Texts;

namespace Alliance.Bench.Filling;

/// <summary>Names of cities, quarters and organisations that sound as if they existed. Each number gives one name.</summary>
internal static class MadeUpNames
{
    private static readonly string[] Starts =
        "Linden Birken Ahorn Mühl Stein Kirch Wald Wiesen Koivu Järvi Kuusi Mänty Salmi Harju Lehto Björk Alm Ek Sund Berg Ström Gran Ash Oak Mill Stone Green North Elm Clay".Split(
            ' '
        );

    private static readonly string[] Ends =
        "stadt hausen furt feld bach hofen niemi joki vaara mäki lahti kylä köping torp vik näs holm ryd ford ton bury mouth ley wick".Split(
            ' '
        );

    private static readonly string[] Sounds =
        "ba be bo da de do fa fe fi ga ge go ha he hi ka ke ko la le li lo ma me mi na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi".Split(
            ' '
        );

    private static readonly string[] Trades =
        "Solar Holzbau Bäckerei Logistik Konepaja Puu Leipomo Energia Bygg Snickeri Återbruk Elteknik Joinery Bakery Cycles Roofing Garten Wärme Kuljetus Siivous Städ Odling Printing Catering Druck Pumpen Korjaamo Kahvila Måleri Repair".Split(
            ' '
        );

    private static readonly string[][] Forms =
    [
        ["Ltd", "plc", "CIC"],
        ["GmbH", "AG", "eG"],
        ["Oy", "Oyj", "osk"],
        ["AB", "HB", "ek. för."],
    ];

    /// <summary>Different for every number below <c>Starts × Ends</c> (720).</summary>
    public static string City(int number)
    {
        // A step without a common factor walks through all pairs before it repeats one.
        var pair = number * 331 % (Starts.Length * Ends.Length);
        return Starts[pair % Starts.Length] + Ends[pair / Starts.Length];
    }

    /// <summary>Different for every number below some five million; a word that nothing else contains.</summary>
    public static string Quarter(int number)
    {
        long sounds = Sounds.Length;
        var rest = number * 2_654_437L % (sounds * sounds * sounds * sounds);
        var name = "";
        for (var i = 0; i < 4; i++, rest /= sounds)
            name += Sounds[rest % sounds];
        return char.ToUpperInvariant(name[0]) + name[1..] + "x";
    }

    public static string Organisation(int number, int language) =>
        $"{Quarter(number + 1_000_000)} {Trades[number % Trades.Length]} {Forms[language][number / 7 % 3]}";

    /// <summary>Small letters, digits and hyphens, as identifiers are written.</summary>
    public static string Identifier(string name)
    {
        var folded = string.Concat(Folding.Fold(name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '));
        return string.Join('-', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
