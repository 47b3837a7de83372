using Ganss.Xss;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace Alliance.Deals.Drafting;

/// <summary>
/// The parties' own text as HTML: CommonMark with lists, emphasis, tables and links, and nothing else. Raw HTML is shown
/// as it was typed; what comes out is cleaned once more, since it stands on pages of others.
/// </summary>
public static class Markdown
{
    // Headings would break the page's outline, which ends with the passage's own heading.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .DisableHeadings()
        .UsePipeTables()
        .Build();

    private static readonly HtmlSanitizer Sanitizer = new(
        new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p",
                "br",
                "em",
                "strong",
                "ul",
                "ol",
                "li",
                "blockquote",
                "code",
                "pre",
                "hr",
                "a",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "start" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        }
    );

    public static MarkupString ToHtml(string text) => new(Sanitizer.Sanitize(Markdig.Markdown.ToHtml(text, Pipeline)));
}
