using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Transparency.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Loading;

/// <summary>Keeps what somebody has sent until it is stored, or for a day.</summary>
public sealed class KeepTables(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The submission. Refused with <c>file-missing</c>, <c>too-many-at-once</c>, <c>file-too-large</c>, <c>table-kind</c> (neither
    /// .xlsx nor .csv), <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<string>> KeepAsync(
        Actor actor,
        string submission,
        IReadOnlyList<IFormFile> files,
        int most,
        CancellationToken cancel
    )
    {
        if (files.Count == 0 || files.All(f => f.Length == 0))
            return new Refusal("file-missing");
        if (files.Count > most)
            return new Refusal("too-many-at-once", $"{most}");
        if (await Of(actor, submission).AnyAsync(cancel))
            return submission;
        var now = time.GetUtcNow().UtcDateTime;
        var over = now - KeptTable.Lasts;
        await db.KeptTables.Where(t => t.At <= over).ExecuteDeleteAsync(cancel);
        foreach (var (order, file) in files.Index())
        {
            if (file.Length > TableLimits.FileBytes)
                return new Refusal("file-too-large", $"{TableLimits.FileBytes >> 20}");
            if (Path.GetExtension(file.FileName).ToLowerInvariant() is not (".xlsx" or ".csv"))
                return new Refusal("table-kind", file.FileName);
            var content = new byte[file.Length];
            await using (var stream = file.OpenReadStream())
                await stream.ReadExactlyAsync(content, cancel);
            db.KeptTables.Add(
                new KeptTable
                {
                    Submission = submission,
                    Order = order,
                    AccountId = actor.AccountId!.Value,
                    Name = Named(file.FileName),
                    Content = content,
                    At = now,
                }
            );
        }
        return await db.SaveInTurnAsync(cancel) is { } late ? late : submission;
    }

    /// <summary>What this person has sent so, and has not stored yet.</summary>
    public IQueryable<KeptTable> Of(Actor actor, string submission)
    {
        var since = time.GetUtcNow().UtcDateTime - KeptTable.Lasts;
        return db.KeptTables.Where(t => t.Submission == submission && t.AccountId == actor.AccountId && t.At > since);
    }

    // Without folders, and short enough for any file system; its end says what it is.
    private static string Named(string name)
    {
        const int most = 50;
        var plain = string.Concat(name.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c)))
            .Trim();
        var (stem, end) = (Path.GetFileNameWithoutExtension(plain), Path.GetExtension(plain));
        return (stem.Length > most ? stem[..most] : stem) + end;
    }
}
