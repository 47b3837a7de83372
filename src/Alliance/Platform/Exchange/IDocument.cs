namespace Alliance.Platform.Exchange;

/// <summary>A document of the open format; every one has a stable identifier.</summary>
public interface IDocument
{
    string Id { get; }
}

public static class Lists
{
    /// <summary>Null for an empty list: what is empty is not written.</summary>
    public static List<T>? OrNone<T>(this List<T> list) => list.Count == 0 ? null : list;
}
