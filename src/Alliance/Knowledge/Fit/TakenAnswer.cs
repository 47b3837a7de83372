using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Fit;

/// <summary>An answer that nobody gave: it follows from what the register says.</summary>
/// <param name="Why">From what it follows, in the reader's words.</param>
public sealed record TakenAnswer(FitAnswer Answer, Func<Reader, string> Why);
