using System.Text.Json;
using System.Text.RegularExpressions;
using Alliance.Platform.Texts;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A page is read aloud rightly: every text says in which language it is.</summary>
public sealed partial class LanguageTests(RealSite site)
{
    private static readonly Lazy<Dictionary<string, HashSet<string>>> Texts = new(ReadTexts);

    [Fact]
    public Task What_a_source_says_stays_in_its_language() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/fi/deals/mannheim-climate-neutral-district-heating");
            var original = visitor.Page.Locator("main span[lang=de]").First;
            await Assertions.Expect(original).Not.ToBeEmptyAsync();
            await visitor.GoAsync("/de/deals/umea-circular-building-store");
            foreach (var words in await visitor.Page.Locator("details.said dl dd").AllAsync())
                await Assertions.Expect(words).ToHaveAttributeAsync("lang", "en");
        });

    [Theory]
    [InlineData("de")]
    [InlineData("fi")]
    public Task Every_text_of_every_deal_carries_its_language(string language) =>
        site.VisitAsync(async visitor =>
        {
            foreach (var line in await File.ReadAllLinesAsync(Path.Combine(RealSite.Data, "deals.jsonl")))
            {
                var slug = JsonDocument.Parse(line).RootElement.GetProperty("slug").GetString();
                await visitor.GoAsync($"/{language}/deals/{slug}");
                await AssertMarkedAsync(visitor.Page, language);
            }
        });

    internal static async Task AssertMarkedAsync(IPage page, string language)
    {
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        // What is meant for paper has no way around it, hence no other languages either.
        var menu = await page.Locator(".languages").CountAsync() > 0;
        foreach (var other in Language.All.Where(_ => menu))
        {
            var link = page.Locator($".languages a[hreflang={other.Code}]");
            await Assertions.Expect(link).ToHaveAttributeAsync("lang", other.Code);
            await Assertions.Expect(link).ToHaveTextAsync(other.OwnName, new() { UseInnerText = false });
        }
        var shown = await page.EvaluateAsync<string[][]>(
            """
            () => {
              const found = [], walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const text = walk.currentNode.data.replace(/\s+/g, ' ').replace(/^[ „“”]+|[ „“”]+$/g, '');
                if (text.length > 12) found.push([text, walk.currentNode.parentElement.closest('[lang]').lang]);
              }
              return found;
            }
            """
        );
        var wrong = shown
            .Where(t => Texts.Value.TryGetValue(t[0], out var languages) && !languages.Contains(t[1]))
            .Select(t => $"{page.Url}: “{t[0]}” is {string.Join('/', Texts.Value[t[0]])}, marked {t[1]}");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    /// <summary>
    /// Every text of the open data with the languages in which it reads so. Names (of organisations, of publishers) are
    /// the same in all languages, also where the same words stand in a text.
    /// </summary>
    private static Dictionary<string, HashSet<string>> ReadTexts()
    {
        var texts = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(RealSite.Data, "*.jsonl"))
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            Read(document.RootElement);
        }
        foreach (var name in names)
            texts.Remove(name);
        Assert.True(texts.Count > 500);
        return texts;

        void Read(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray())
                    Read(item);
            if (element.ValueKind == JsonValueKind.String)
                names.Add(element.GetString()!);
            if (element.ValueKind != JsonValueKind.Object)
                return;
            var text = element.TryGetProperty("authentic", out _);
            foreach (var field in element.EnumerateObject())
                // The words of the record, which is kept in English.
                if (field is { Name: "asSource", Value.ValueKind: JsonValueKind.Object })
                    foreach (var words in field.Value.EnumerateObject())
                        Add(words.Value.ToString(), "en");
                else if (!text)
                    Read(field.Value);
                else if (field.Name != "authentic")
                    Add(field.Value.GetString()!, field.Name);
        }

        void Add(string text, string language)
        {
            var plain = Spaces().Replace(text, " ").Trim();
            if (!texts.TryGetValue(plain, out var languages))
                texts[plain] = languages = [];
            languages.Add(language);
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();
}
