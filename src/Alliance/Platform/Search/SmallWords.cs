using System.Collections.Frozen;
using Alliance.Platform.Texts;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Sv;

namespace Alliance.Platform.Search;

/// <summary>
/// Words that say nothing by themselves. People ask a search as they ask a person (<em>how do we get more bikes</em>): such
/// words are in few records, so that they would weigh much where what comes close is ranked.
/// </summary>
internal static class SmallWords
{
    private const string English = """
        how what which who whom whose when where why can could should would may might must do does did doing done have has
        had having been being am were we our ours us you your yours i me my mine he she his her him them those than so too
        very also just about again more most any each other others another both own same get gets getting
        got give gives make makes making made want wants wanted like please tell show find finding look looking way ways
        """;

    private const string German = """
        gibt geht wer wen wem warum wieso weshalb wozu bitte mehr kann kannst man beim mache mach machen brauche brauchen
        suche suchen finde finden welche welcher welches habe unser unsere mein dein dass
        """;

    // Not here, because they are other words once their marks are gone or in another language: saa, voi, teen.
    private const string Finnish = """
        miten kuinka miksi missä mistä mihin milloin voiko voin voimme voidaan pitää pitäisi saada saako onko ovatko tehdä
        teemme meidän minun sinun myös enemmän lisää haluan haluamme kannattaa mitkä millainen millaisia jotka joita
        """;

    private const string Swedish = """
        hur vad kan kunna vill ska skall gör göra gjort någon något några mer mest finns också behöver genom hos
        sedan snälla varför vilken vilket vilka ger bli blir blev man vår våra
        """;

    private static readonly FrozenSet<string> All = new[]
    {
        EnglishAnalyzer.DefaultStopSet,
        GermanAnalyzer.DefaultStopSet,
        FinnishAnalyzer.DefaultStopSet,
        SwedishAnalyzer.DefaultStopSet,
    }
        .SelectMany(set => set)
        .Concat(Token.In(string.Join(' ', English, German, Finnish, Swedish)).Select(t => t.Word))
        // With their marks and without: ünter is not unter.
        .SelectMany(w => (string[])[w.ToLowerInvariant(), Folding.Fold(w)])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <param name="written">In small letters, folded or not.</param>
    public static bool Has(string written) => All.Contains(written);

    /// <summary>
    /// Whether a word of what somebody typed is one of them. Who writes <em>IT</em> means it, unless all is in capitals.
    /// </summary>
    public static bool Has(string text, Token token)
    {
        var written = text.AsSpan(token.Start, token.Length);
        var meant =
            token.Length > 1
            && !written.ContainsAnyExceptInRange('A', 'Z')
            && (token.Length == text.Trim().Length || text.Any(char.IsLower));
        return !meant && Has(token.Word.ToLowerInvariant());
    }
}
