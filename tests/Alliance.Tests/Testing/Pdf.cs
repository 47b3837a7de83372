using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Alliance.Tests.Testing;

/// <summary>Reads PDFs by poppler's programs, which is how others see them.</summary>
public static partial class Pdf
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What <c>pdfinfo</c> says: <c>Tagged</c>, <c>Pages</c>, <c>Title</c> …</summary>
    public static async Task<IReadOnlyDictionary<string, string>> InfoAsync(byte[] pdf) =>
        (await RunAsync("pdfinfo", pdf, "{0}"))
            .Split('\n')
            .Select(l => l.Split(':', 2))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal);

    /// <summary>The text of each page, with single blanks and without the hyphens of line ends.</summary>
    public static async Task<IReadOnlyList<string>> PagesAsync(byte[] pdf) =>
        [
            .. (await RunAsync("pdftotext", pdf, "{0}", "-"))
                .Split('\f', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => Blanks().Replace(p, " ")),
        ];

    /// <summary>The tree of tags, as a screen reader meets it.</summary>
    public static Task<string> StructureAsync(byte[] pdf) => RunAsync("pdfinfo", pdf, "-struct-text", "{0}");

    private static async Task<string> RunAsync(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf, Cancel);
            var start = new ProcessStartInfo(program, arguments.Select(a => a == "{0}" ? file : a))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.Equal(0, process.ExitCode);
            return said;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
