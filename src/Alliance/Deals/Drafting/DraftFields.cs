using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using static Alliance.Deals.Drafting.FormFields;

namespace Alliance.Deals.Drafting;

/// <summary>
/// The draft's text as fields of forms: each has a path (<c>title</c>, <c>promise.c1.action</c>) and reads and writes as
/// text. One list serves showing, saving, comparing what two people typed, and changes that parties propose.
/// </summary>
public static class DraftFields
{
    public const int TitleLength = 200;
    public const int TextLength = 2_000;
    public const int ArticleLength = 20_000;

    private static readonly Dictionary<string, FormField<DraftContent>> OfDeal = new(StringComparer.Ordinal)
    {
        ["title"] = Text<DraftContent>(d => d.Title, (d, t) => d with { Title = t }, TitleLength, "title-missing"),
        ["summary"] = Text<DraftContent>(d => d.Summary, (d, t) => d with { Summary = t }, TextLength),
        ["instrument"] = Choice<DraftContent, Instrument>(d => d.Instrument, (d, c) => d with { Instrument = c }),
        ["areas"] = new(d => string.Join(' ', d.Areas), Areas),
        ["start"] = Date<DraftContent>(d => d.Start, (d, t) => d with { Start = t }),
        ["end"] = Date<DraftContent>(d => d.End, (d, t) => d with { End = t }),
        ["evaluation"] = Date<DraftContent>(d => d.Evaluation, (d, t) => d with { Evaluation = t }),
        ["legal-nature"] = Choice<DraftContent, LegalNature>(d => d.LegalNature, (d, c) => d with { LegalNature = c }),
        ["open-to-join"] = Choice<DraftContent, OpenToJoin>(d => d.OpenToJoin, (d, c) => d with { OpenToJoin = c }),
        ["basis.strategy"] = Basis(b => b.Strategy, (b, t) => b with { Strategy = t }),
        ["basis.decision"] = Basis(b => b.Decision, (b, t) => b with { Decision = t }),
        ["basis.departments"] = Basis(b => b.Departments, (b, t) => b with { Departments = t }),
        ["basis.public-money"] = Basis(b => b.PublicMoney, (b, t) => b with { PublicMoney = t }),
        ["basis.benefits"] = Basis(b => b.Benefits, (b, t) => b with { Benefits = t }),
        ["basis.missing"] = Basis(b => b.Missing, (b, t) => b with { Missing = t }),
    };

    private static readonly Dictionary<string, FormField<PartyDraft>> OfParty = new(StringComparer.Ordinal)
    {
        ["name"] = Text<PartyDraft>(p => p.Name, (p, t) => p with { Name = t }, TitleLength, "name-missing"),
        ["kind"] = Choice<PartyDraft, OrganisationKind>(p => p.Kind, (p, c) => p with { Kind = c }),
        ["role"] = Choice<PartyDraft, PartyRole>(p => p.Role, (p, c) => p with { Role = c }),
    };

    private static readonly Dictionary<string, FormField<PromiseDraft>> OfPromise = new(StringComparer.Ordinal)
    {
        ["action"] = Text<PromiseDraft>(p => p.Action, (p, t) => p with { Action = t }, TextLength, "action-missing"),
        ["by"] = Text<PromiseDraft>(p => p.By, (p, t) => p with { By = t }, 20),
        ["with"] = new(p => string.Join(' ', p.With), (p, t, _) => (p with { With = Words(t) }, null)),
        ["value"] = Number<PromiseDraft>(
            p => p.Value,
            // Whoever saves it has looked at it.
            (p, n) => p with { Value = n, Unconfirmed = false }
        ),
        ["qualifier"] = Choice<PromiseDraft, Qualifier>(p => p.Qualifier, (p, c) => p with { Qualifier = c }),
        ["unit"] = OneOf<PromiseDraft>(p => p.Unit, (p, t) => p with { Unit = t }, Units.All),
        ["per"] = OneOf<PromiseDraft>(p => p.Per, (p, t) => p with { Per = t }, Units.Rates),
        ["direction"] = new(
            p => p.Direction is { } d ? Code.Of(d) : "",
            (p, t, _) =>
                t.Length == 0 ? (p with { Direction = null }, null)
                : Code.TryParse<Direction>(t, out var d) ? (p with { Direction = d }, null)
                : (p, "unknown-choice")
        ),
        // With a date there is one.
        ["when"] = Date<PromiseDraft>(p => p.When, (p, d) => p with { When = d, NoDateYet = p.NoDateYet && d is null }),
        ["no-date"] = new(p => p.NoDateYet ? "yes" : "", (p, t, _) => (p with { NoDateYet = t.Length > 0 }, null)),
        ["baseline-date"] = Date<PromiseDraft>(p => p.BaselineDate, (p, d) => p with { BaselineDate = d }),
        ["baseline-value"] = Number<PromiseDraft>(p => p.BaselineValue, (p, n) => p with { BaselineValue = n }),
        ["additionality"] = Choice<PromiseDraft, Additionality>(
            p => p.Additionality,
            (p, c) => p with { Additionality = c }
        ),
    };

    private static readonly Dictionary<string, FormField<ArticleDraft>> OfArticle = new(StringComparer.Ordinal)
    {
        ["heading"] = Text<ArticleDraft>(a => a.Heading, (a, t) => a with { Heading = t }, TitleLength),
        ["body"] = Text<ArticleDraft>(a => a.Body, (a, t) => a with { Body = t }, ArticleLength, "text-missing"),
    };

    /// <summary>The names of the fields of one part: <c>promise.c1</c> has <c>promise.c1.action</c> and others.</summary>
    public static IEnumerable<string> Of(string part) =>
        part.Split('.') switch
        {
            ["party", _] => OfParty.Keys.Select(f => $"{part}.{f}"),
            ["promise", _] => OfPromise.Keys.Select(f => $"{part}.{f}"),
            ["article", _] => OfArticle.Keys.Select(f => $"{part}.{f}"),
            _ => OfDeal.Keys.Where(f => part == "basis" == f.StartsWith("basis.", StringComparison.Ordinal)),
        };

    /// <summary>What stands in a field, as the culture writes it; null for a field or part that is not there.</summary>
    public static string? Read(DraftContent content, string path, CultureInfo culture) =>
        path.Split('.') switch
        {
            ["party", var key, var f] => Read(content.Party(key), OfParty, f, culture),
            ["promise", var key, var f] => Read(content.Promise(key), OfPromise, f, culture),
            ["article", var key, var f] => Read(content.Article(key), OfArticle, f, culture),
            _ => Read(content, OfDeal, path, culture),
        };

    /// <summary>
    /// The draft with other text in one field; or the code of what is wrong with it: <c>…-missing</c>, <c>text-too-long</c>,
    /// <c>not-a-date</c>, <c>not-a-number</c>, <c>unknown-choice</c>, <c>no-such-field</c>.
    /// </summary>
    public static (DraftContent Content, string? Wrong) Write(
        DraftContent content,
        string path,
        string text,
        CultureInfo culture
    )
    {
        text = text.ReplaceLineEndings("\n").Trim();
        switch (path.Split('.'))
        {
            case ["party", var key, var f] when content.Party(key) is { } party && OfParty.ContainsKey(f):
                var (named, badParty) = OfParty[f].Write(party, text, culture);
                return (content with { Parties = Replace(content.Parties, party, named) }, badParty);
            case ["promise", var key, var f] when content.Promise(key) is { } promise && OfPromise.ContainsKey(f):
                var (said, badPromise) = OfPromise[f].Write(promise, text, culture);
                return (content with { Promises = Replace(content.Promises, promise, said) }, badPromise);
            case ["article", var key, var f] when content.Article(key) is { } article && OfArticle.ContainsKey(f):
                var (worded, badArticle) = OfArticle[f].Write(article, text, culture);
                return (content with { Articles = Replace(content.Articles, article, worded) }, badArticle);
            default:
                return OfDeal.TryGetValue(path, out var field)
                    ? field.Write(content, text, culture)
                    : (content, "no-such-field");
        }
    }

    /// <summary>What a party can propose otherwise: words, numbers and dates.</summary>
    public static bool IsOpenToProposals(string path) => IsProse(path) || IsNumber(path) || IsDate(path);

    /// <summary>A number, which everybody writes as in the own language.</summary>
    public static bool IsNumber(string path) => path.EndsWith(".value", StringComparison.Ordinal);

    /// <summary>A day, month or year.</summary>
    public static bool IsDate(string path) =>
        path is "start" or "end" or "evaluation" || path.EndsWith(".when", StringComparison.Ordinal);

    private static bool IsProse(string path) =>
        path is "title" or "summary"
        || path.StartsWith("basis.", StringComparison.Ordinal)
        || path.EndsWith(".action", StringComparison.Ordinal)
        || path.EndsWith(".body", StringComparison.Ordinal)
        || path.EndsWith(".heading", StringComparison.Ordinal);

    private static string? Read<T>(T? part, Dictionary<string, FormField<T>> fields, string name, CultureInfo culture)
        where T : class => part is not null && fields.TryGetValue(name, out var f) ? f.Read(part, culture) : null;

    private static List<T> Replace<T>(IReadOnlyList<T> list, T old, T replacement)
        where T : class => [.. list.Select(i => ReferenceEquals(i, old) ? replacement : i)];

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static (DraftContent, string?) Areas(DraftContent draft, string text, CultureInfo culture)
    {
        var areas = Words(text).Distinct(StringComparer.Ordinal).ToList();
        return areas.TrueForAll(a => SharedAreas.Find(a) is not null)
            ? (draft with { Areas = areas }, null)
            : (draft, "unknown-choice");
    }

    private static FormField<DraftContent> Basis(
        Func<BasisDraft, string> read,
        Func<BasisDraft, string, BasisDraft> write
    ) => Text<DraftContent>(d => read(d.Basis), (d, t) => d with { Basis = write(d.Basis, t) }, TextLength);
}
