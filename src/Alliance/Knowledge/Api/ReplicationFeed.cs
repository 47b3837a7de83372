using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Api;

/// <summary><c>/{lang}/replications.atom</c>: what cities take over from each other, the last step first.</summary>
internal static class ReplicationFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/replications.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        tags.Add("replications", "cities", "deals");
        var last = await ReplicationView
            .LastSteps(db)
            .OrderByDescending(s => s.At)
            .ThenByDescending(s => s.Id)
            .Take(AtomFeed.Entries)
            .ToListAsync(http.RequestAborted);
        var ids = last.ConvertAll(s => s.Id);
        var views = await ReplicationView
            .Of(db, db.Replications.Where(r => ids.Contains(r.Id)))
            .ToDictionaryAsync(v => v.Replication.Id, http.RequestAborted);
        return await AtomFeed.AnswerAsync(
            http,
            reader,
            "replications",
            "",
            [.. last.Where(s => views.ContainsKey(s.Id)).Select(s => Entry(views[s.Id], s.At, reader))]
        );
    }

    private static AtomEntry Entry(ReplicationView view, DateTime at, Reader reader)
    {
        var replication = view.Replication;
        var city = replication.City!;
        var way = reader[
            "replication.from-to",
            ReplicationWording.OriginOf(replication, reader),
            city.Name.In(reader.Language).Text
        ];
        return new(
            $"replications/{city.Identifier}/{replication.Key}",
            replication.Title,
            new LocalText(reader.Language.Code, $"{way} · {ReplicationWording.Stands(view, reader)}"),
            at
        )
        {
            Categories =
            [
                new(Code.Of(replication.Kind), reader.Name(replication.Kind)),
                new(city.Identifier, city.Name.In(reader.Language).Text),
            ],
        };
    }
}
