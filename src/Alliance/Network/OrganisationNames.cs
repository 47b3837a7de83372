using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>
/// What of an organisation's name tells it from others: without legal form, place in brackets and punctuation, so that
/// <c>Siemens AG (Mannheim)</c> and <c>Siemens</c> compare equal.
/// </summary>
internal static partial class OrganisationNames
{
    /// <summary>Legal forms as they stand once points, slashes and marks are gone.</summary>
    private static readonly FrozenSet<string> LegalForms = string.Join(
            ' ',
            "gmbh mbh ggmbh ag gag kg kgaa ohg gbr ug eg ek ev co partg vvag", // German
            "oy oyj ab abp osk ry rf rs sr ky tmi ay", // Finnish, and Finland's Swedish
            "hb kb as asa aps is amba fmba smba ps", // Swedish, Norwegian, Danish
            "bv nv vzw asbl sa sas sarl scop scic spa srl srls scarl ets sl lda", // Benelux and south
            "ltd limited plc llp llc inc cic se sce eeig" // English, European
        )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[][] LongForms =
    [
        ["ekonomisk", "forening"],
        ["ideell", "forening"],
        ["ek", "for"],
        ["eingetragener", "verein"],
        ["eingetragene", "genossenschaft"],
        ["gesellschaft", "mit", "beschrankter", "haftung"],
    ];

    public static OrganisationName Read(string name, string? place)
    {
        var folded = Folding.Fold(name);
        var bare = Bracketed().Replace(folded, " ");
        var words = Words(bare);
        // "Siemens AG Mannheim" hides its form behind the town.
        var town = place is null ? [] : Words(Folding.Fold(place));
        var withoutForm = WithoutLegalForm(words, out var form);
        var withoutTown = withoutForm;
        if (town.Length > 0 && words.Length > town.Length && words.AsSpan().EndsWith(town))
            withoutTown = WithoutLegalForm(words[..^town.Length], out form);
        else if (town.Length > 0 && withoutForm.Length > town.Length && withoutForm.AsSpan().EndsWith(town))
            withoutTown = withoutForm[..^town.Length];
        return new OrganisationName(
            Key(Words(folded)),
            Key(withoutForm),
            Key(withoutTown),
            form,
            bare.Length != folded.Length && Bracketed().IsMatch(folded)
        );
    }

    /// <summary>A key that also joins umlauts written out and letters doubled or not: <c>Ramböll</c>, <c>Ramboell</c>, <c>Rambol</c>.</summary>
    public static string Loose(string key)
    {
        var plain = key.Replace("ae", "a", StringComparison.Ordinal)
            .Replace("oe", "o", StringComparison.Ordinal)
            .Replace("ue", "u", StringComparison.Ordinal);
        var loose = new StringBuilder(plain.Length);
        foreach (var c in plain)
            if (loose.Length == 0 || loose[^1] != c || char.IsDigit(c))
                loose.Append(c);
        return loose.ToString();
    }

    private static string Key(string[] words) => string.Concat(words);

    private static string[] Words(string folded)
    {
        // Points and slashes belong to abbreviations (e.V., A/S, S.p.A.); everything else that is no letter parts words.
        var text = new StringBuilder(folded.Length);
        foreach (var c in folded)
            if (char.IsLetterOrDigit(c))
                text.Append(c);
            else if (c is not ('.' or '/' or '\'' or '’'))
                text.Append(' ');
        return text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] WithoutLegalForm(string[] words, out string form)
    {
        var (start, end) = (0, words.Length);
        while (end - start > 1)
        {
            var rest = words[start..end];
            var found = Array.Find(LongForms, f => rest.Length > f.Length && rest.AsSpan().EndsWith(f));
            if (found is not null)
                end -= found.Length;
            else if (LegalForms.Contains(words[end - 1]))
                end--;
            // Written apart: "e. V.", "S. p. A.".
            else if (Initials(rest, 2) || Initials(rest, 3))
                end -= Initials(rest, 2) ? 2 : 3;
            // Finnish writes it in front too (Oy Ramirent Ab); elsewhere a leading form is a part of the name.
            else if (words[start] is "oy" or "ab")
                start++;
            else
                break;
        }
        form = string.Concat(words[end..]);
        return words[start..end];
    }

    private static bool Initials(string[] words, int count) =>
        words.Length > count
        && words[^count..].All(w => w.Length == 1)
        && LegalForms.Contains(string.Concat(words[^count..]));

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracketed();
}

/// <param name="Whole">Everything, folded, without punctuation.</param>
/// <param name="Core">Without legal form and brackets.</param>
/// <param name="WithoutTown">Like <paramref name="Core"/>, without the organisation's own town at the end.</param>
/// <param name="Form">The legal form, folded; empty where none is written.</param>
/// <param name="Bracketed">Something stood in brackets.</param>
internal sealed record OrganisationName(string Whole, string Core, string WithoutTown, string Form, bool Bracketed);
