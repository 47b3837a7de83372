using System.Net;
using System.Text;

namespace Alliance.Bench.Load;

/// <summary>An address, and what a right answer contains.</summary>
/// <param name="Path">With its query, percent-encoded.</param>
/// <param name="Markers">Each must stand in the body, once its entities are resolved.</param>
internal sealed record Page(string Path, params IReadOnlyList<string> Markers)
{
    /// <summary>The bytes of the request.</summary>
    /// <param name="uncached">With the cookie that passes by the page cache, both ways.</param>
    public byte[] Request(bool uncached) =>
        Encoding.ASCII.GetBytes(
            $"GET {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"
                + (uncached ? $"Cookie: {Platform.Web.Flash.Cookie}=1\r\n\r\n" : "\r\n")
        );

    /// <summary>Why this body is wrong; null when it is right.</summary>
    public string? Wrong(string body)
    {
        var plain = WebUtility.HtmlDecode(body);
        return Markers.FirstOrDefault(m => !plain.Contains(m, StringComparison.Ordinal)) is { } missing
            ? $"{Path}: \"{missing}\" is missing in {Shortened(plain)}"
            : null;
    }

    private static string Shortened(string text) => text.Length <= 300 ? text : text[..300] + "…";
}

/// <summary>The server answered something else than it should: a measurement of it would mean nothing.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
