using Alliance.Platform;

namespace Alliance.Deals.Drafting;

/// <summary>Brings together what one person typed into a form and what others changed while it was open, field by field.</summary>
public static class MergeTyped
{
    /// <summary>
    /// The text with everything that was typed. A field that somebody else changed as well has <c>changed-meanwhile</c> with that text, one
    /// that is no longer there <c>field-gone</c>, another what <paramref name="write"/> says.
    /// </summary>
    /// <param name="now">What stands there.</param>
    /// <param name="before">What the form was made of; null where nobody knows: everything typed counts as changed.</param>
    /// <param name="typed">The fields of the form by path.</param>
    /// <param name="read">What stands in a field; null where there is none.</param>
    /// <param name="write">The text with other words in one field, and what is wrong with them.</param>
    public static (T Content, List<FieldProblem> Problems) Into<T>(
        T now,
        T? before,
        IReadOnlyDictionary<string, string> typed,
        Func<T, string, string?> read,
        Func<T, string, string, (T, string?)> write
    )
        where T : class
    {
        var content = now;
        var problems = new List<FieldProblem>();
        foreach (var (path, text) in typed)
        {
            var mine = Plain(text);
            var theirs = read(now, path);
            if (theirs is null)
            {
                problems.Add(new FieldProblem(path, new Refusal("field-gone")));
                continue;
            }
            var was = before is null ? null : read(before, path);
            if (mine == theirs || mine == was)
                continue;
            if (was is not null && theirs != was)
            {
                problems.Add(new FieldProblem(path, new Refusal("changed-meanwhile", theirs)));
                continue;
            }
            (content, var wrong) = write(content, path, mine);
            if (wrong is not null)
                problems.Add(new FieldProblem(path, new Refusal(wrong)));
        }
        return (content, problems);
    }

    /// <summary>
    /// What a form that was refused shows again: what this person typed, and in the fields left alone what stands there by
    /// now, so that the form can be sent with the present revision without undoing anybody's change.
    /// </summary>
    public static Dictionary<string, string> Again<T>(
        T now,
        T? before,
        Dictionary<string, string> typed,
        Func<T, string, string?> read
    )
        where T : class =>
        typed.ToDictionary(
            t => t.Key,
            t => before is not null && read(before, t.Key) == Plain(t.Value) ? read(now, t.Key) ?? t.Value : t.Value,
            StringComparer.Ordinal
        );

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
