using DocumentFormat.OpenXml.Spreadsheet;

namespace Alliance.Transparency.Tables;

/// <summary>What cells of the template may be chosen from, one list a column of a hidden sheet.</summary>
internal sealed class TemplateLists(string name)
{
    private readonly List<List<string>> lists = [];

    /// <summary>Where the list stands, as a formula; null for an empty one. The same list stands once.</summary>
    public string? Place(List<string> values)
    {
        if (values.Count == 0)
            return null;
        var index = lists.FindIndex(l => l.SequenceEqual(values));
        if (index < 0)
        {
            index = lists.Count;
            lists.Add(values);
        }
        var letters = TableRow.Letters(index);
        return $"{name}!${letters}$1:${letters}${values.Count}";
    }

    public Worksheet Sheet() =>
        new(
            new SheetData(
                Enumerable
                    .Range(0, lists.Count == 0 ? 0 : lists.Max(l => l.Count))
                    .Select(row => Template.Row(lists.Select(l => row < l.Count ? l[row] : "")))
            )
        );
}
