using System.Text.RegularExpressions;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Architecture;

/// <summary>Plain SQL goes around the types that the arrows are drawn between; its table names may not go around the arrows.</summary>
public sealed partial class PlainSqlTests
{
    [Fact]
    public void Plain_sql_names_only_tables_of_rooms_that_its_room_may_know()
    {
        var rooms = RoomsByTable();
        Assert.Equal("Platform", rooms["outbox"]);
        Assert.Equal("Deals", rooms["deals"]);

        var broken =
            from source in Repository.Sources(".cs")
            let room = source.Path.Split('/')[0]
            where Arrows.Rooms.Contains(room)
            from Match use in TableUse().Matches(Comment().Replace(source.Text, ""))
            let table = use.Groups["table"].Value
            where rooms.ContainsKey(table) && !Arrows.Allow(room, rooms[table])
            select $"{source.Path} asks for {table}, which is {rooms[table]}'s";
        Assert.True(!broken.Any(), string.Join("\n", broken));
    }

    [Theory]
    [InlineData("SELECT 1 FROM outbox WHERE", "outbox")]
    [InlineData("left join \"deals\" d on", "deals")]
    [InlineData("UPDATE outbox SET", "outbox")]
    [InlineData("insert into parties (", "parties")]
    [InlineData("from deals_by_city", "deals_by_city")]
    public void Table_names_are_found(string sql, string table) =>
        Assert.Equal(table, TableUse().Match(sql).Groups["table"].Value);

    private static Dictionary<string, string> RoomsByTable()
    {
        using var db = Database.Open("Data Source=unused.db");
        return db
            .Model.GetEntityTypes()
            .Where(e => e.GetTableName() is not null)
            .Select(e => (Table: e.GetTableName()!, Room: Arrows.RoomOf(e.ClrType.Namespace)))
            .DistinctBy(e => e.Table)
            // Types of the framework (the key ring) are the platform's.
            .ToDictionary(e => e.Table, e => e.Room.Length > 0 ? e.Room : "Platform", StringComparer.Ordinal);
    }

    [GeneratedRegex(
        """\b(?:from|join|into|update|table)\s+"?(?<table>[a-z_0-9]+)""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TableUse();

    [GeneratedRegex("//[^\n]*", RegexOptions.None, 1000)]
    private static partial Regex Comment();
}
