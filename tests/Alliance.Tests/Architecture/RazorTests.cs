using System.Text.RegularExpressions;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Architecture;

/// <summary>House rules for pages and parts that a compiler does not know.</summary>
public sealed partial class RazorTests
{
    [Fact]
    public void Routable_components_lie_in_pages_and_end_in_page_and_nothing_else_does()
    {
        foreach (var (path, text) in Repository.Sources(".razor"))
        {
            var routable = Route().IsMatch(text);
            var named =
                path.Split('/') is [.., "Pages", var file] && file.EndsWith("Page.razor", StringComparison.Ordinal);
            Assert.True(routable == named, $"{path}: a page has a route, lies in a folder Pages and is named …Page.");
        }
    }

    /// <summary>The content security policy would silently drop them.</summary>
    [Fact]
    public void No_component_has_a_style_attribute_an_inline_script_or_style_or_an_event_attribute()
    {
        foreach (var (path, text) in Repository.Sources(".razor"))
        {
            Assert.False(StyleAttribute().IsMatch(text), $"{path}: style attribute");
            Assert.False(InlineScript().IsMatch(text), $"{path}: inline script");
            Assert.False(text.Contains("<style", StringComparison.OrdinalIgnoreCase), $"{path}: inline style");
            Assert.False(EventAttribute().IsMatch(text), $"{path}: event attribute");
            Assert.False(text.Contains("javascript:", StringComparison.OrdinalIgnoreCase), $"{path}: script address");
            Assert.False(text.Contains("<ImportMap", StringComparison.Ordinal), $"{path}: import map");
        }
    }

    /// <summary>Everything shown is encoded; the two ways around it, for data and for Markdown, have tests of their own.</summary>
    [Fact]
    public void Nothing_is_shown_as_raw_html()
    {
        foreach (var (path, text) in Repository.Sources(".razor").Concat(Repository.Sources(".cs")))
        {
            if (path is "Design/JsonLd.cs" or "Deals/Drafting/Markdown.cs")
                continue;
            Assert.False(text.Contains("MarkupString", StringComparison.Ordinal), path);
            Assert.False(text.Contains("AddMarkupContent", StringComparison.Ordinal), path);
        }
    }

    /// <summary>A form that posts sets a cookie and may not be cached; it belongs on its page, not into the shell.</summary>
    [Fact]
    public void The_shell_holds_no_form_that_posts()
    {
        foreach (
            var (path, text) in Repository
                .Sources(".razor")
                .Where(f => f.Path.StartsWith("Design/", StringComparison.Ordinal))
        )
        {
            Assert.False(text.Contains("<EditForm", StringComparison.Ordinal), path);
            Assert.False(PostingForm().IsMatch(text), path);
        }
    }

    /// <summary>Sibling components start at the same time and would break a shared context: pages fetch, parts only show.</summary>
    [Fact]
    public void Only_pages_use_the_database()
    {
        foreach (var (path, text) in Repository.Sources(".razor"))
            if (!path.EndsWith("Page.razor", StringComparison.Ordinal))
                Assert.False(Database().IsMatch(text), $"{path}: a part takes what it shows by parameters.");
    }

    [GeneratedRegex("^@page ", RegexOptions.Multiline, 1000)]
    private static partial Regex Route();

    [GeneratedRegex("""\sstyle\s*=\s*["'@]""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex StyleAttribute();

    [GeneratedRegex("""<script(?![^>]*\ssrc=)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex("""\son[a-z]+\s*=\s*["']""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex EventAttribute();

    [GeneratedRegex("""<form[^>]*method\s*=\s*["']post""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PostingForm();

    [GeneratedRegex(
        """^@inject\s+(AppDb|\w+Queries|IDbContextFactory)\b""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Database();
}
