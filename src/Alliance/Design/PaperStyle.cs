using System.Text.RegularExpressions;

namespace Alliance.Design;

/// <summary>The style sheet of the site for pages that may fetch nothing: its fonts stand in it.</summary>
public sealed partial class PaperStyle(IWebHostEnvironment environment)
{
    private readonly Lazy<string> sheet = new(() => Read(environment));

    public string Sheet => sheet.Value;

    private static string Read(IWebHostEnvironment environment) =>
        Font()
            .Replace(
                System.Text.Encoding.UTF8.GetString(Bytes(environment, "site.css")),
                match =>
                    $"url(data:font/woff2;base64,{Convert.ToBase64String(Bytes(environment, match.Groups["file"].Value))})"
            );

    private static byte[] Bytes(IWebHostEnvironment environment, string name)
    {
        using var stream = environment.WebRootFileProvider.GetFileInfo($"lib/{name}").CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"url\((?<file>[\w.-]+\.woff2)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Font();
}
