using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Tells a problem at a field of the line that is being checked.</summary>
internal delegate void Tell(string field, string code, string? found = null, string? expected = null);

/// <summary>What an import would do with one document.</summary>
/// <param name="Fields">For a changed document: which fields differ.</param>
/// <param name="Tag">The document as the tags of cached pages and of events name it: <c>deal:ma-11</c>.</param>
public sealed record Change(string File, string Id, bool IsNew, IReadOnlyList<string> Fields, string Tag)
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }
}

/// <summary>One file of a package: how its documents are checked, compared, stored and written.</summary>
internal abstract class PackagePart(string name)
{
    public string Name => name;
    public string File => name + ".jsonl";

    /// <summary>Reads the whole file once; tells problems, and what differs from what is stored.</summary>
    /// <param name="advanced">Told now and then that the stream was read further.</param>
    public abstract Task CheckAsync(
        AppDb db,
        Stream stream,
        PackageContext context,
        Action<Problem> report,
        Action<Change> change,
        Action advanced
    );

    /// <summary>Stores the documents of <paramref name="ids"/>; the file was checked before.</summary>
    public abstract Task StoreAsync(
        AppDb db,
        Stream stream,
        HashSet<string> ids,
        PackageContext context,
        Action advanced
    );

    /// <summary>Every document's canonical line, ordered by identifier (ordinal).</summary>
    public abstract IAsyncEnumerable<string> LinesAsync(AppDb db);
}

internal abstract class PackagePart<T>(string name) : PackagePart(name)
    where T : class, IDocument
{
    private const int Batch = 200;

    /// <summary>The rules of this kind of document; that what it names exists is checked already.</summary>
    protected virtual void Check(T document, PackageContext context, Tell tell) { }

    /// <summary>Whether it may become so. By itself only the operator may change a kind of document.</summary>
    /// <param name="before">Null where it is new.</param>
    protected virtual void CheckChange(T? before, T after, PackageContext context, Tell tell)
    {
        if (context.By is not null)
            tell("", "not-yours", after.Id);
    }

    /// <summary>What people call the document.</summary>
    protected virtual string NameOf(T document) => document.Id;

    /// <summary>
    /// The document as an export would write it: with that the stored one is compared, and on that hashes rest. A package
    /// may write lists in another order, or empty ones.
    /// </summary>
    protected virtual T Canonical(T document, PackageContext context) => document;

    /// <summary>The stored documents of these identifiers.</summary>
    public abstract Task<List<T>> StoredAsync(AppDb db, List<string> ids);

    protected abstract Task StoreAsync(AppDb db, List<T> documents, PackageContext context);

    protected abstract IAsyncEnumerable<T> AllAsync(AppDb db);

    /// <summary>
    /// Rows that come owner by owner (a deal, a city's roadmap, a sprint), within one as identifiers sort: that "x-v10" stands before "x-v2" no
    /// database knows, and what one owner has fits into memory.
    /// </summary>
    protected static async IAsyncEnumerable<T> ByOwnerAsync<TRow>(
        IQueryable<TRow> rows,
        Func<TRow, T> documentOf,
        Func<T, string> ownerOf
    )
    {
        var own = new List<T>();
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var document = documentOf(row);
            if (own.Count > 0 && ownerOf(own[0]) != ownerOf(document))
            {
                foreach (var sorted in own.OrderBy(d => d.Id, StringComparer.Ordinal))
                    yield return sorted;
                own.Clear();
            }
            own.Add(document);
        }
        foreach (var sorted in own.OrderBy(d => d.Id, StringComparer.Ordinal))
            yield return sorted;
    }

    /// <summary>The document as cached pages and events name it.</summary>
    protected abstract string TagOf(T document);

    /// <summary>Called once when everything of this file is stored.</summary>
    protected virtual Task FinishAsync(AppDb db, PackageContext context) => Task.CompletedTask;

    public override async Task CheckAsync(
        AppDb db,
        Stream stream,
        PackageContext context,
        Action<Problem> report,
        Action<Change> change,
        Action advanced
    )
    {
        var batch = new List<(T Document, Tell Tell)>();
        await foreach (var line in JsonLines.ReadAsync(stream))
        {
            void RefersTo(string field, string collection, string other)
            {
                var problem = new Problem(File, line.Number, field, "unknown-reference", other, collection);
                if (collection == Name)
                    context.Expect(() => context.Knows(collection, other), () => report(problem));
                else if (!context.Knows(collection, other))
                    report(problem);
            }
            if (LineCheck.Read<T>(Name, line, report, RefersTo, out var id) is not { } document)
            {
                if (id is not null)
                    context.Read(Name, id);
                continue;
            }
            void Tell(string field, string code, string? found = null, string? expected = null) =>
                report(new Problem(File, line.Number, field, code, found, expected));
            if (!context.Read(Name, document.Id))
                Tell("id", "duplicate-id", document.Id, null);
            Check(document, context, Tell);
            batch.Add((Canonical(document, context), Tell));
            if (batch.Count < Batch)
                continue;
            await CompareAsync(db, batch, context, change);
            advanced();
        }
        await CompareAsync(db, batch, context, change);
    }

    public override async Task StoreAsync(
        AppDb db,
        Stream stream,
        HashSet<string> ids,
        PackageContext context,
        Action advanced
    )
    {
        var batch = new List<T>();
        async Task FlushAsync()
        {
            await StoreAsync(db, batch, context);
            await context.SaveAsync(db);
            batch.Clear();
            advanced();
        }

        await foreach (var line in JsonLines.ReadAsync(stream))
        {
            var document = JsonSerializer.Deserialize<T>(line.Bytes.Span, JsonColumn.Options)!;
            if (!ids.Contains(document.Id))
                continue;
            batch.Add(Canonical(document, context));
            if (batch.Count == Batch)
                await FlushAsync();
        }
        if (batch.Count > 0)
            await FlushAsync();
        await FinishAsync(db, context);
    }

    public override async IAsyncEnumerable<string> LinesAsync(AppDb db)
    {
        await foreach (var document in AllAsync(db))
            yield return JsonSerializer.Serialize(document, JsonColumn.Options);
    }

    private async Task CompareAsync(
        AppDb db,
        List<(T Document, Tell Tell)> batch,
        PackageContext context,
        Action<Change> change
    )
    {
        var stored = (await StoredAsync(db, [.. batch.Select(d => d.Document.Id)])).ToDictionary(d => d.Id);
        foreach (var (document, tell) in batch)
        {
            var before = stored.GetValueOrDefault(document.Id);
            var fields = before is null ? [] : Differences(before, document);
            if (before is not null && fields.Count == 0)
                continue;
            CheckChange(before, document, context, tell);
            change(new Change(File, document.Id, before is null, fields, TagOf(document)) { Name = NameOf(document) });
        }
        batch.Clear();
    }

    private static List<string> Differences(T before, T after)
    {
        using var old = JsonSerializer.SerializeToDocument(before, JsonColumn.Options);
        using var now = JsonSerializer.SerializeToDocument(after, JsonColumn.Options);
        var names = old.RootElement.EnumerateObject().Concat(now.RootElement.EnumerateObject()).Select(p => p.Name);
        return
        [
            .. names
                .Distinct()
                .Where(n =>
                    !old.RootElement.TryGetProperty(n, out var o)
                    || !now.RootElement.TryGetProperty(n, out var a)
                    || !JsonElement.DeepEquals(o, a)
                ),
        ];
    }
}
