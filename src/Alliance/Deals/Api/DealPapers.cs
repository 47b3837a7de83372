using System.Text.Json;
using Alliance.Deals.Drafting;
using Alliance.Deals.Parts.Printing;
using Alliance.Deals.Printing;
using Alliance.Deals.Signing;
using Alliance.Design;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Exchange;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>
/// The PDFs: a signed version, the certificate of a party, and the text to be signed on paper. A record of sources has none:
/// nobody signed it, and its print view is enough.
/// </summary>
internal static class DealPapers
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Lang:lang}/deals/{Slug}/deal.pdf", DealAsync).Stream().ExcludeFromDescription();
        routes
            .MapGet("/{Lang:lang}/deals/{Slug}/certificate/{Party}.pdf", CertificateAsync)
            .Stream()
            .ExcludeFromDescription();
        routes
            .MapGet("/{Lang:lang}/drafts/{Key}/ink.pdf", DraftInkAsync)
            .RequireAuthorization()
            .Stream()
            .ExcludeFromDescription();
        routes.MapGet("/{Lang:lang}/talks/{Token}/ink.pdf", TalkInkAsync).Stream().ExcludeFromDescription();
        routes.MapGet("/paper/{hash:regex(^[0-9a-f]{{64}}$)}.css", Pages).ExcludeFromDescription();
    }

    /// <summary>How the pages of a print view are made. It says a fingerprint and nothing else, so it needs no right.</summary>
    private static IResult Pages(string hash, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text(Paper.Pages(hash), "text/css; charset=utf-8");
    }

    private static async Task<IResult> DealAsync(
        string slug,
        string? version,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        MailLinks links,
        GivePdf give
    )
    {
        if (await SignedAsync(db, slug, version, http.RequestAborted) is not { } deal)
            return Results.NotFound();
        var file = await paper.FileAsync<DealPaper>(
            deal.Text.Title.In(reader.Language).Text,
            Paper.Pages(deal.Hash),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(DealPaper.Deal)] = deal,
                [nameof(DealPaper.Check)] = DealPrint.CheckAt(links, reader, deal),
            }
        );
        return await give.GiveAsync(
            new("deal", $"{deal.Text.Id} v{deal.Number}", reader.Language.Code),
            file,
            $"{deal.Slug}-v{deal.Number}",
            $"deals/{deal.Slug}/print?version={deal.Number}",
            isPublic: true
        );
    }

    private static async Task<IResult> CertificateAsync(
        string slug,
        string party,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        MailLinks links,
        GivePdf give,
        FindLogged logged
    )
    {
        if (
            await SignedAsync(db, slug, null, http.RequestAborted) is not { } deal
            || deal.Party(party) is not { } named
            || deal.Signatures.LastOrDefault(s => s.Party == party) is not { } signature
        )
            return Results.NotFound();
        var file = await paper.FileAsync<CertificatePaper>(
            $"{named.In(reader.Language)} · {deal.Text.Title.In(reader.Language).Text}",
            Paper.OneSheet,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(CertificatePaper.Deal)] = deal,
                [nameof(CertificatePaper.Party)] = named,
                [nameof(CertificatePaper.Signature)] = signature,
                [nameof(CertificatePaper.State)] = PresentState
                    .Of(Standing.ConcludedHere, deal.State, deal.Agreed, deal.Ended)
                    .In(reader),
                [nameof(CertificatePaper.Checkpoint)] = await CheckpointAsync(
                    deal,
                    signature,
                    logged,
                    http.RequestAborted
                ),
                [nameof(CertificatePaper.Check)] = DealPrint.CheckAt(links, reader, deal),
            }
        );
        return await give.GiveAsync(
            new("certificate", $"{deal.Text.Id} {party}", reader.Language.Code),
            file,
            $"{deal.Slug}-{party}",
            $"deals/{deal.Slug}/print",
            isPublic: true
        );
    }

    // The first one that covers the signature: the paper does not change whenever the log grows.
    private static async Task<string?> CheckpointAsync(
        PrintedDeal deal,
        SignatureLine signature,
        FindLogged logged,
        CancellationToken cancel
    )
    {
        var party = deal.Text.Parties.Find(p => p.Key == signature.Party)!;
        foreach (
            var (statement, checkpoint) in await logged(VersionSigned.Kind, deal.Text.Id, signature.Version, cancel)
        )
            if (
                statement.Deserialize<VersionSigned>(JsonColumn.Options) is { } said
                && said.Hash == signature.Hash
                && said.Party == (party.Organisation ?? party.Key)
            )
                return checkpoint.Trim();
        return null;
    }

    private static async Task<IResult> DraftInkAsync(
        string key,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        GivePdf give,
        WhoActs acting,
        TimeProvider time
    ) =>
        await InkAsync(
            new Door(await acting(http.RequestAborted), key),
            $"drafts/{key}/ink",
            http,
            db,
            reader,
            paper,
            give,
            time
        );

    private static Task<IResult> TalkInkAsync(
        string token,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        GivePdf give,
        TimeProvider time
    ) => InkAsync(new Door(Actor.Stranger, null, token), $"talks/{token}/ink", http, db, reader, paper, give, time);

    private static async Task<IResult> InkAsync(
        Door door,
        string page,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        GivePdf give,
        TimeProvider time
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await DealPrint.ToSignAsync(db, door, time, http.RequestAborted) is not { } deal)
            return Results.NotFound();
        // What is signed by hand is signed in the language whose wording holds.
        if (DealPrint.OtherLanguage(deal, reader) is { } authentic)
            return Results.Redirect($"/{authentic.Code}/{page}.pdf");
        var file = await paper.FileAsync<InkPaper>(
            deal.Text.Title.In(reader.Language).Text,
            Paper.Pages(deal.Hash),
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(InkPaper.Deal)] = deal }
        );
        return await give.GiveAsync(
            new("ink", $"{deal.Text.Id} {deal.Hash}", reader.Language.Code),
            file,
            $"{deal.Slug}-{deal.Hash[..8]}",
            page,
            isPublic: false
        );
    }

    // A version that people signed; of a record of sources there is none.
    private static async Task<PrintedDeal?> SignedAsync(
        AppDb db,
        string slug,
        string? version,
        CancellationToken cancel
    ) =>
        DealPrint.Number(version, out var number)
        && await PrintedDeal.LoadAsync(db, slug, number, cancel) is { Signatures.Count: > 0 } deal
            ? deal
            : null;
}
