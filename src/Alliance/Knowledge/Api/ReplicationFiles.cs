using Alliance.Knowledge.Documents;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Api;

/// <summary>What cities took over from each other as a table, one a row.</summary>
internal static class ReplicationFiles
{
    private static readonly Table<Row> Replications = new(
        "replications",
        [
            Column<Row>.Of("id", r => r.Document.Id),
            Column<Row>.Of("city", r => r.Document.City),
            Column<Row>.Of("kind", r => (OriginKind?)r.Document.Kind),
            Column<Row>.Of("origin", r => r.Document.Origin),
            Column<Row>.Text("title", r => r.Document.Title),
            Column<Row>.Of("originCity", r => r.Document.OriginCity),
            Column<Row>.Of("elsewhere", r => r.Document.Elsewhere?.Page),
            Column<Row>.Of("step", r => (ReplicationStep?)r.View.Step),
            Column<Row>.Of("started", r => r.Document.Started),
            Column<Row>.Of("asked", r => r.Document.Asked),
            Column<Row>.Of("talked", r => r.Document.Talked),
            Column<Row>.Of("decided", r => r.Document.Decided),
            Column<Row>.Of("drafted", r => r.Document.Drafted),
            Column<Row>.Of("agreed", r => r.View.Deal?.Since),
            Column<Row>.Of("reported", r => r.Document.Reported),
            Column<Row>.Of("ended", r => r.Document.Ended),
            Column<Row>.Of("kept", r => r.Count(PartChoice.Keep)),
            Column<Row>.Of("adapted", r => r.Count(PartChoice.Adapt)),
            Column<Row>.Of("dropped", r => r.Count(PartChoice.Drop)),
            Column<Row>.Of("added", r => r.Count(PartChoice.Add)),
            Column<Row>.Of("deal", r => r.Document.Deal),
            Column<Row>.Of("outcome", r => r.Document.Outcome),
            Column<Row>.Text("result", r => r.Document.Result),
            Column<Row>.Text("thanks", r => r.Document.Thanks),
            Column<Row>.Of("endReason", r => r.Document.EndReason),
            Column<Row>.Text("endNote", r => r.Document.EndNote),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapTable(
            Replications,
            "replications",
            "replications",
            "Replications",
            "Deals and practices that cities took over from each other, one a row, the first ones first.",
            async (http, db) =>
            {
                // Few: a city takes over some a year.
                var views = await ReplicationView.Of(db, ReplicationView.Shown(db)).ToListAsync(http.RequestAborted);
                return new(
                    views
                        .OrderBy(v => v.Replication.Id)
                        .Select(v => new Row(v, ReplicationDocument.Of(v)))
                        .ToAsyncEnumerable(),
                    []
                );
            },
            []
        );

    private sealed record Row(ReplicationView View, ReplicationDocument Document)
    {
        public int Count(PartChoice choice) => View.Replication.Parts.Count(p => p.Choice == choice);
    }
}
