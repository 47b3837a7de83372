using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Alliance.Platform.Documents;

/// <summary>A page for the printer, with everything it needs in it: nothing is fetched for it, and nothing in it runs.</summary>
/// <param name="Language">ISO 639-1; the PDF says it to screen readers.</param>
/// <param name="Title">The PDF's title.</param>
/// <param name="Styles">CSS, with its fonts as <c>data:</c> addresses.</param>
/// <param name="Body">HTML in which all that others wrote is encoded.</param>
public sealed record PrintFile(string Language, string Title, string Styles, string Body)
{
    // Before anything else, so that it holds for all that follows.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

    public string Html { get; } =
        $"""
            <!DOCTYPE html>
            <html lang="{HtmlEncoder.Default.Encode(Language)}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{HtmlEncoder.Default.Encode(Title)}</title>
            <style>{Styles}</style>
            </head>
            <body class="printed">{Body}</body>
            </html>
            """;

    /// <summary>SHA-256 of the whole, lower-case hex: another one means another document.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Html)));
}
