using Alliance.Platform.Documents;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Alliance.Design;

/// <summary>Puts a part on paper: as the one file that <see cref="PdfPrinter"/> takes.</summary>
public sealed class Paper(IServiceProvider services, ILoggerFactory logs, PaperStyle style, Reader reader)
{
    /// <summary>A certificate to hand over.</summary>
    public const string OneSheet = "@page{size:A4 landscape;margin:0}";

    /// <summary>
    /// Pages of a text, each with its fingerprint and its number. Not in the site's style sheet: a margin of paper knows only
    /// what its own rule says.
    /// </summary>
    /// <param name="hash">SHA-256 in hex.</param>
    public static string Pages(string hash) =>
        """
            @page{size:A4;margin:17mm 18mm 20mm;
            @bottom-left{content:"SHA-256 #";font:7.5pt monospace;color:#333}
            @bottom-right{content:counter(page) " / " counter(pages);font:8.5pt sans-serif;color:#333}}
            """.Replace("#\"", hash + "\"", StringComparison.Ordinal);

    /// <param name="title">The title of the PDF.</param>
    /// <param name="pages">How a page is made: <see cref="Pages"/> or <see cref="OneSheet"/>.</param>
    /// <param name="parameters">What the part shows.</param>
    public async Task<PrintFile> FileAsync<TPart>(
        string title,
        string pages,
        IReadOnlyDictionary<string, object?> parameters
    )
        where TPart : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
            (
                await renderer.RenderComponentAsync<TPart>(
                    ParameterView.FromDictionary(parameters.ToDictionary(StringComparer.Ordinal))
                )
            ).ToHtmlString()
        );
        return new PrintFile(reader.Language.Code, title, style.Sheet + pages, body);
    }
}
