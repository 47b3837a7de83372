using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Handing;

/// <summary>Takes over what another installation handed out as a signed package.</summary>
internal sealed class TakePackage(AppDb db, StartReplication start, LogKey key)
{
    /// <param name="actor">Deal or field manager of the city.</param>
    /// <param name="city">The city's number.</param>
    /// <param name="file">The package.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The replication. Refused with <c>file-missing</c>, <c>file-too-large</c>, as <see cref="CheckPackage"/> and <see cref="StartReplication"/> do, with
    /// <c>package-own</c> (it was made here), and with <c>package-other-key</c>, where an earlier package of that installation was signed by another key.
    /// </returns>
    public async Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long city,
        IFormFile? file,
        CancellationToken cancel = default
    )
    {
        if (file is null or { Length: 0 })
            return new Refusal("file-missing");
        if (file.Length > SignedPackage.MostBytes)
            return new Refusal("file-too-large", $"{SignedPackage.MostBytes >> 20}");
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, cancel);
        var read = CheckPackage.Run(bytes);
        if (read.Refusal is { } refused)
            return refused;
        var elsewhere = read.Value.Elsewhere!;
        if (key.Find()?.Verifier.ToString() == elsewhere.Key)
            return new Refusal("package-own");
        // Whoever answers for an installation cannot be known from a file. Its first package shows its key; a later one must have the same.
        var known = await db.Replications.Where(r => r.Elsewhere != null).Select(r => r.Elsewhere!).ToListAsync(cancel);
        if (known.Exists(k => k.Site == elsewhere.Site && k.Key != elsewhere.Key))
            return new Refusal("package-other-key", elsewhere.Site);
        return await start.RunAsync(actor, city, read.Value, cancel);
    }
}
