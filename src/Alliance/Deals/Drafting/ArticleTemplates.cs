using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Drafting;

/// <summary>A ready passage; nobody is bound to it.</summary>
public sealed record ReadyArticle(LocalText Heading, LocalText Body);

/// <summary>
/// The passages that agreements of a kind usually have (<c>templates.json</c>). Those for a deal serve the kinds that have
/// none of their own.
/// </summary>
public static class ArticleTemplates
{
    private static readonly Dictionary<Instrument, List<ReadyArticle>> All = Read();

    public static IReadOnlyList<ReadyArticle> For(Instrument instrument) =>
        All.GetValueOrDefault(instrument) ?? All[Instrument.Deal];

    private static Dictionary<Instrument, List<ReadyArticle>> Read()
    {
        using var stream = typeof(ArticleTemplates).Assembly.GetManifestResourceStream(
            "alliance.Deals.Drafting.templates.json"
        )!;
        return JsonSerializer
            .Deserialize<Dictionary<string, List<ReadyArticle>>>(stream, JsonColumn.Options)!
            .ToDictionary(t => Code.Parse<Instrument>(t.Key), t => t.Value);
    }
}
