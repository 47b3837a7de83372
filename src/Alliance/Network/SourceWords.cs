namespace Alliance.Network;

/// <summary>What a source says, word by word, by field; kept beside what was understood.</summary>
public sealed class SourceWords : SortedDictionary<string, string>
{
    public SourceWords()
        : base(StringComparer.Ordinal) { }
}
