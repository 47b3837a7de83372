using System.Globalization;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Bench.Monitoring;

/// <summary>Made-up measurements of all promises of a filled register, as <c>alliance import measurements</c> reads them.</summary>
internal static class ReadingsFile
{
    public const int FirstYear = 2016;

    /// <summary>So many years of each promise.</summary>
    public const int Years = 10;

    /// <returns>How many rows it has.</returns>
    public static async Task<int> WriteAsync(string connection, string file)
    {
        await using var db = Database.Open(connection + ";Pooling=False");
        await using var text = new StreamWriter(file + ".new");
        await text.WriteLineAsync("deal,commitment,period,value,unit,method,source,evidence");
        var rows = 0;
        var promises = db
            .Commitments.Join(
                db.Deals.Where(d => d.State != null),
                c => c.DealId,
                d => d.Id,
                (c, d) =>
                    new
                    {
                        d.Id,
                        d.Identifier,
                        c.Key,
                        c.Quantity,
                    }
            )
            .OrderBy(c => c.Id)
            .ThenBy(c => c.Key)
            .AsAsyncEnumerable();
        await foreach (var p in promises)
            for (var year = FirstYear; year < FirstYear + Years; year++)
            {
                rows++;
                var chance = unchecked((uint)((rows * 2_654_435_761L) >> 7));
                var value = (chance % 200_000) / 100m;
                var evidence = chance % 5 == 0 ? $"https://readings.example/{p.Identifier}/{year}" : "";
                await text.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{p.Identifier},{p.Key},{year},{value},{(p.Quantity is null ? "" : p.Quantity.Unit)},{(chance % 3 == 0 ? "estimated" : "measured")},Readings of the year {year},{evidence}"
                    )
                );
            }
        text.Close();
        File.Move(file + ".new", file, overwrite: true);
        return rows;
    }
}
