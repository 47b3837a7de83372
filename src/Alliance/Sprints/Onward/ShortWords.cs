namespace Alliance.Sprints.Onward;

/// <summary>Words of a card as a title has them: one line, and no longer than a reader takes in at once.</summary>
internal static class ShortWords
{
    private const int Most = 120;

    public static string Of(string text)
    {
        // What stands first of several paragraphs is their title.
        var line = text.Split("\n\n")[0].ReplaceLineEndings(" ").Trim();
        if (line.Length <= Most)
            return line;
        var end = char.IsHighSurrogate(line[Most - 2]) ? Most - 2 : Most - 1;
        return line[..end].TrimEnd() + "…";
    }
}
