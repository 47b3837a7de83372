using System.Globalization;
using Alliance.Design;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Printing;

/// <summary>Gives a PDF: the one that is kept, or one that is made now, or word of when to come back.</summary>
internal sealed class GivePdf(
    AppDb db,
    DocumentQueue queue,
    PdfPrinter printer,
    TimeProvider time,
    Reader reader,
    IHttpContextAccessor accessor
)
{
    private const int ComeBackAfterSeconds = 5;

    private HttpContext Http => accessor.HttpContext!;

    /// <param name="key">Which document.</param>
    /// <param name="file">What it is printed from now.</param>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="view">The page that shows the same, for who cannot have a PDF.</param>
    /// <param name="isPublic">False for what browsers and proxies may not keep.</param>
    public async Task<IResult> GiveAsync(DocumentKey key, PrintFile file, string name, string view, bool isPublic)
    {
        Http.Response.Headers.CacheControl = isPublic ? "no-cache" : "no-store";
        var hash = file.Hash;
        var kept = await db
            .KeptDocuments.Where(d =>
                d.Kind == key.Kind && d.Subject == key.Subject && d.Language == key.Language && d.InputHash == hash
            )
            .Select(d => d.Content)
            .SingleOrDefaultAsync(Http.RequestAborted);
        if (kept is not null)
            return Pdf(kept, hash, name, isPublic);
        if (!printer.IsAvailable)
            return Refused("pdf-not-available", view);
        if (queue.Ask(key, file) is not { } job)
            return Refused("pdf-queue-full", view);
        try
        {
            var made = await job.Made.WaitAsync(queue.Patience, time, Http.RequestAborted);
            return made.Match(content => Pdf(content, hash, name, isPublic), refusal => Refused(refusal.Code, view));
        }
        catch (TimeoutException)
        {
            return Waiting();
        }
    }

    private IResult Pdf(byte[] content, string hash, string name, bool isPublic)
    {
        // Shown by the browser, and saved under a name that says what it is.
        Http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}.pdf\"";
        Http.Response.Headers.ContentLanguage = reader.Language.Code;
        return Results.Bytes(content, "application/pdf", entityTag: isPublic ? new($"\"{hash[..24]}\"") : null);
    }

    private IResult Waiting()
    {
        Http.Response.Headers.RetryAfter = ComeBackAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return WantsPage
            ? Page(
                StatusCodes.Status202Accepted,
                reader["paper.waiting"],
                reader["paper.waiting-text"],
                Http.Request.Path + Http.Request.QueryString,
                reader["paper.again"]
            )
            : Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IResult Refused(string code, string view)
    {
        var refusal = new Refusal(code);
        if (code == "pdf-queue-full")
            Http.Response.Headers.RetryAfter = "60";
        return WantsPage
            ? Page(
                StatusCodes.Status503ServiceUnavailable,
                reader["paper.no-pdf"],
                refusal.In(reader.Language),
                reader.At(view),
                reader["paper.to-view"]
            )
            : Problems.Unavailable(Http, refusal);
    }

    // Browsers say so; a program that takes anything is told the reason in a form it can read.
    private bool WantsPage => Http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static RazorComponentResult<Bare> Page(int status, string title, string text, string to, string toText) =>
        new(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(Bare.Title)] = title,
                [nameof(Bare.Text)] = text,
                [nameof(Bare.To)] = to,
                [nameof(Bare.ToText)] = toText,
            }
        )
        {
            StatusCode = status,
        };
}
