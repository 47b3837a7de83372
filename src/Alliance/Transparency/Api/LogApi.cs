using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Api;

/// <summary>The log and its proofs, for whoever wants to check.</summary>
internal static class LogApi
{
    private const string Group = "Log";

    // Up to 2^53, which no range of a 32-bit number names.
    private const string Whole = "^(0|[1-9][0-9]{0,14})$";

    private static readonly ApiParameter From = new("from", "The index of the first entry, from 0.")
    {
        Range = (0, int.MaxValue),
        Default = 0,
    };
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 100, most: 1000);
    private static readonly ApiParameter Deal = new("deal", "Only entries about this deal.") { Example = "ma-11" };
    private static readonly ApiParameter Entry = new(
        "entry",
        "The index of the entry, or the hash of its leaf in lower-case hex."
    )
    {
        Pattern = "^(0|[1-9][0-9]{0,14}|[0-9a-f]{64})$",
        Required = true,
        Example = "0",
    };
    private static readonly ApiParameter Size = new(
        "size",
        "In the log with how many entries; without it, that of the newest checkpoint."
    )
    {
        Pattern = Whole,
        Example = "1",
    };
    private static readonly ApiParameter Since = new("from", "How many entries the earlier log has.")
    {
        Pattern = Whole,
        Required = true,
        Example = "1",
    };
    private static readonly ApiParameter To = new(
        "to",
        "How many entries the later log has; without it, as many as the newest checkpoint."
    )
    {
        Pattern = Whole,
        Example = "1",
    };
    private static readonly ApiParameter ProofSince = new(
        "since",
        "The size of an earlier checkpoint: the answer also shows that the log goes on from it."
    )
    {
        Pattern = Whole,
        Example = "1",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/log/checkpoint", CheckpointAsync)
            .ReadsApiText(
                "getCheckpoint",
                Group,
                "The newest signed checkpoint: the log's name, its number of entries, the root of its tree, and the signature "
                    + "(C2SP tlog-checkpoint). Keep it: with it you can tell later whether anything before it was changed."
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/log/key", KeyAsync)
            .ReadsApiText("getLogKey", Group, "The public key by which the checkpoints are signed (C2SP signed-note).")
            .MayBeMissing();
        routes
            .MapGet("/api/v1/log/entries", EntriesAsync)
            .ReadsApi<ApiList<LogEntryResource>>(
                "listLogEntries",
                Group,
                "What is in the log, the first entry first.",
                From,
                Limit,
                Deal
            );
        routes
            .MapGet("/api/v1/log/inclusion", InclusionAsync)
            .ReadsApi<InclusionProof>(
                "proveInclusion",
                Group,
                "Shows that an entry is in the log (RFC 9162, 2.1.3).",
                Entry,
                Size
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/log/consistency", ConsistencyAsync)
            .ReadsApi<ConsistencyProof>(
                "proveConsistency",
                Group,
                "Shows that the log goes on from an earlier state of it, with nothing changed or taken out (RFC 9162, 2.1.4).",
                Since,
                To
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/deals/{id}/versions/{number:int}/proof", BundleAsync)
            .ReadsApi<ProofBundle>(
                "getProof",
                Group,
                "Everything that shows what the log says of one version, to be saved and checked without asking anybody.",
                new ApiParameter("id", "The deal's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "ma-11",
                },
                new ApiParameter("number", "The version's number, from 1.")
                {
                    InPath = true,
                    Range = (1, int.MaxValue),
                    Example = "1",
                },
                ProofSince
            )
            .MayBeMissing();
    }

    private static async Task<IResult> CheckpointAsync(HttpContext http, AppDb db, PageTags tags) =>
        await LatestAsync(http, db, tags) is { } latest ? Results.Text(latest.Note) : Empty(http);

    private static async Task<IResult> KeyAsync(HttpContext http, AppDb db, PageTags tags) =>
        await LatestAsync(http, db, tags) is { } latest ? Results.Text(latest.Key + "\n") : Empty(http);

    private static async Task<IResult> EntriesAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add(AppendToLog.Tag);
        var (from, limit) = (From.Number(http.Request), Limit.Number(http.Request));
        var all = db.LogEntries.AsNoTracking();
        var deal = http.Request.Query[Deal.Name].LastOrDefault();
        // Of a deal that is not public nothing is told, not even that there is one.
        if (deal is not null)
            all = all.Where(e => e.Deal == deal && db.Deals.Any(d => d.Identifier == deal));
        var rows = await all.Where(e => e.Index >= from)
            .OrderBy(e => e.Index)
            .Take(limit + 1)
            .ToListAsync(http.RequestAborted);
        var shown = await LogQueries.PublicAsync(db, rows, http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(limit).Select(e => LogEntryResource.Of(e, LogQueries.IsPublic(e, shown)))],
            // Counting millions takes a while; places have no gaps.
            deal is null
                ? (int)((await all.MaxAsync(e => (long?)e.Index, http.RequestAborted) ?? -1) + 1)
                : await all.CountAsync(http.RequestAborted),
            rows.Count > limit ? rows[limit].Index.ToString(CultureInfo.InvariantCulture) : null,
            From
        );
    }

    private static async Task<IResult> InclusionAsync(HttpContext http, AppDb db, PageTags tags)
    {
        if (await LatestAsync(http, db, tags) is not { } latest)
            return Empty(http);
        var size = Number(http, Size, latest.Size);
        if (size < 1 || size > latest.Size)
            return Misread(http, Size, latest.Size);
        var asked = http.Request.Query[Entry.Name].ToString();
        var hashed = asked.Length == 2 * MerkleTree.HashLength;
        var index = hashed ? 0 : long.Parse(asked, CultureInfo.InvariantCulture);
        var entry = await db
            .LogEntries.Where(e => hashed ? e.LeafHash == asked : e.Index == index)
            .Where(e => e.Index < size)
            .Select(e => new { e.Index, e.LeafHash })
            .FirstOrDefaultAsync(http.RequestAborted);
        if (entry is null)
            return Problems.NotFound(http, new Refusal("log-entry-not-found", asked));
        var proof = await LogTree.ProofAsync(db, MerkleTree.Inclusion(entry.Index, size), http.RequestAborted);
        return Results.Ok(new InclusionProof(entry.Index, size, entry.LeafHash, proof));
    }

    private static async Task<IResult> ConsistencyAsync(HttpContext http, AppDb db, PageTags tags)
    {
        if (await LatestAsync(http, db, tags) is not { } latest)
            return Empty(http);
        var to = Number(http, To, latest.Size);
        if (to < 1 || to > latest.Size)
            return Misread(http, To, latest.Size);
        var from = Number(http, Since, 0);
        if (from < 1 || from > to)
            return Misread(http, Since, to);
        var proof = await LogTree.ProofAsync(db, MerkleTree.Consistency(from, to), http.RequestAborted);
        return Results.Ok(new ConsistencyProof(from, to, proof));
    }

    private static async Task<IResult> BundleAsync(string id, int number, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "deal:" + id);
        var missing = new Refusal("version-not-logged", id, number.ToString(CultureInfo.InvariantCulture));
        if (await LatestAsync(http, db, tags) is not { } latest)
            return Problems.NotFound(http, missing);
        var since = Number(http, ProofSince, 0);
        if (since > latest.Size)
            return Misread(http, ProofSince, latest.Size);
        return await LogQueries.BundleAsync(db, latest, id, number, since, http.RequestAborted) is { } bundle
            ? Results.Ok(bundle)
            : Problems.NotFound(http, missing);
    }

    private static Task<LogCheckpoint?> LatestAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add(AppendToLog.Tag);
        return LogQueries.LatestAsync(db, http.RequestAborted);
    }

    private static IResult Empty(HttpContext http) => Problems.NotFound(http, new Refusal("log-empty"));

    private static long Number(HttpContext http, ApiParameter parameter, long otherwise) =>
        http.Request.Query[parameter.Name].LastOrDefault() is { } asked
            ? long.Parse(asked, CultureInfo.InvariantCulture)
            : otherwise;

    // What the log does not hold yet.
    private static IResult Misread(HttpContext http, ApiParameter parameter, long most) =>
        Problems.Misread(
            http,
            parameter.Unknown(
                http.Request.Query[parameter.Name].ToString(),
                [string.Create(CultureInfo.InvariantCulture, $"1–{most}")]
            )
        );
}
