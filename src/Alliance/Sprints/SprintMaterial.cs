namespace Alliance.Sprints;

/// <summary>What belongs to a sprint to read: a link, or a file kept here.</summary>
public sealed class SprintMaterial
{
    public const int Most = 100;
    public const int TitleLength = 200;
    public const int UrlLength = 500;

    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }
    public required string Title { get; init; }
    public string? Url { get; init; }

    /// <summary>As it is saved; null with a link.</summary>
    public string? Name { get; init; }
    public string? MediaType { get; init; }
    public byte[]? Content { get; init; }

    /// <summary>For those who take part only: who comes by the own link, and the hosts.</summary>
    public required bool ForVisitors { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>The same without what is in it.</summary>
/// <param name="Url">Null for a file.</param>
public sealed record MaterialRow(long Id, string Title, string? Url, string? MediaType, bool ForVisitors)
{
    public static IQueryable<MaterialRow> Of(IQueryable<SprintMaterial> materials) =>
        materials.OrderBy(m => m.Id).Select(m => new MaterialRow(m.Id, m.Title, m.Url, m.MediaType, m.ForVisitors));
}
