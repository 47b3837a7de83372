namespace Alliance.Transparency.Log;

/// <summary>What one check came to.</summary>
/// <param name="What">What was looked at: <c>content</c>, <c>entry 5 inclusion</c>. The checker for Node says the same.</param>
/// <param name="Said">What was found, in a sentence.</param>
public sealed record Finding(string What, bool Right, string Said)
{
    /// <summary>A line for people; what is wrong catches the eye.</summary>
    public override string ToString() => $"{(Right ? "ok   " : "WRONG")} {What}: {Said}".AsPlain();
}

/// <summary>What a check of a file or a site found, told as it is found.</summary>
internal sealed class Findings(Action<Finding>? tell = null)
{
    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All => all;

    public bool AllRight => all.TrueForAll(f => f.Right);

    public bool Add(string what, bool right, string ifRight, string ifWrong)
    {
        var finding = new Finding(what, right, right ? ifRight : ifWrong);
        all.Add(finding);
        tell?.Invoke(finding);
        return right;
    }

    public void Wrong(string what, string said) => Add(what, false, "", said);
}
