namespace Alliance.Platform.Search;

/// <summary>How many slips of the keyboard lie between two words.</summary>
internal static class Mistakes
{
    /// <summary>
    /// Letters left out, added, wrong, or two that changed places: Damerau and Levenshtein's distance, each pair changed
    /// once at most. Past <paramref name="most"/> it only says that it is more.
    /// </summary>
    public static int Between(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
            return most + 1;
        var beforeLast = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1];
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            // A pair that changes places reaches back one row further.
            if (least > most + 1)
                return most + 1;
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[other.Length];
    }
}
