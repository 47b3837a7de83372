using Alliance.Deals.Drafting;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>The parties' text stands on pages of others: nothing of it may act there.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("![x](http://127.0.0.1/x.png)", "<img")]
    [InlineData("[x](javascript:alert(1))", "href=\"javascript")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)", "href=\"data")]
    [InlineData("[x](<javascript:alert(1)>)", "href=\"javascript")]
    [InlineData("<a href=\"https://e.example\" onclick=\"x()\">x</a>", "<a ")]
    [InlineData("<style>*{display:none}</style>", "<style")]
    [InlineData("<div style=\"position:fixed\">x</div>", "<div")]
    [InlineData("# Heading", "<h1")]
    [InlineData("Heading\n=====", "<h1")]
    [InlineData("<form action=https://evil.example>", "<form")]
    [InlineData("[a]: javascript:alert(1)\n\n[a]", "href=\"javascript")]
    public void What_acts_or_breaks_the_page_does_not_come_out(string text, string never) =>
        Assert.DoesNotContain(never, Markdown.ToHtml(text).Value, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("One.\n\nTwo **bold**.", "<p>One.</p>\n<p>Two <strong>bold</strong>.</p>")]
    [InlineData("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")]
    [InlineData("[x](https://e.example/a?b=1)", "<p><a href=\"https://e.example/a?b=1\">x</a></p>")]
    [InlineData("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>")]
    public void What_is_meant_does(string text, string html) => Assert.Equal(html, Markdown.ToHtml(text).Value.Trim());
}
