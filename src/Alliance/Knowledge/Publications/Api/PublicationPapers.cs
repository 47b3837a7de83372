using Alliance.Deals;
using Alliance.Deals.Printing;
using Alliance.Design;
using Alliance.Knowledge.Publications.Parts;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications.Api;

/// <summary>An edition as a PDF.</summary>
internal static class PublicationPapers
{
    // The cover has no number.
    private const string Pages =
        "@page{size:A4;margin:17mm 18mm 20mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:8.5pt sans-serif;color:#333}}@page:first{@bottom-right{content:none}}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{Lang:lang}/publications/{Slug}/{Number:int}/edition.pdf", GiveAsync)
            .Stream()
            .ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(
        string slug,
        int number,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        MailLinks links,
        GivePdf give,
        HeavyTurns turns
    )
    {
        // What it is printed from takes a turn; the printing waits in a row of its own.
        PrintFile? file = null;
        if (!await turns.TakeAsync(http, async () => file = await SourceAsync()))
            return Results.Empty;
        if (file is null)
            return Results.NotFound();
        return await give.GiveAsync(
            new("edition", FormattableString.Invariant($"{slug} {number}"), reader.Language.Code),
            file,
            FormattableString.Invariant($"{slug}-{number}"),
            FormattableString.Invariant($"publications/{slug}/{number}"),
            isPublic: true
        );

        async Task<PrintFile?> SourceAsync()
        {
            if (
                !DealFacet.IsIdentifier(slug)
                || await db
                    .Editions.AsNoTracking()
                    .SingleOrDefaultAsync(
                        e => e.Publication!.Identifier == slug && e.Number == number,
                        http.RequestAborted
                    )
                    is not { } edition
            )
                return null;
            var content = edition.Read();
            return await paper.FileAsync<EditionPaper>(
                content.Title.In(reader.Language).Text,
                Pages,
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(EditionPaper.Content)] = content,
                    [nameof(EditionPaper.Number)] = edition.Number,
                    [nameof(EditionPaper.Hash)] = edition.Hash,
                    [nameof(EditionPaper.Page)] = links.Of(
                        reader.Language,
                        FormattableString.Invariant($"publications/{slug}/{number}")
                    ),
                    [nameof(EditionPaper.Address)] = (string path) => links.Of(reader.Language, path),
                    [nameof(EditionPaper.Withdrawn)] = edition.Reason,
                }
            );
        }
    }
}
