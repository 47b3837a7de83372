using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Monitoring;

/// <summary>What somebody says came of a promise, as it was typed.</summary>
/// <param name="Deal">The deal's identifier.</param>
/// <param name="Commitment">The promise's key.</param>
/// <param name="Period">See <see cref="Monitoring.Period"/>.</param>
/// <param name="Value">A number as <paramref name="Culture"/> writes it; empty with a notation key.</param>
/// <param name="Unit">A code of <see cref="Units"/>; empty means the promise's own.</param>
/// <param name="Notation">A code of <see cref="NotationKey"/>, or empty.</param>
/// <param name="Span">A code of <see cref="MeasuredSpan"/>; of a promise that was measured before it stays what it was.</param>
/// <param name="Method">A code of <see cref="MeasuringMethod"/>.</param>
/// <param name="Corrects">The version that this one supersedes; 0 for the first word on a period.</param>
/// <param name="Reason">Why the one before was wrong; needed with <paramref name="Corrects"/>.</param>
public sealed record StatedMeasurement(
    string Deal,
    string Commitment,
    string Period,
    string Value,
    string Unit,
    string Notation,
    string Span,
    string Method,
    string Source,
    string Evidence,
    string Note,
    int Corrects,
    string Reason,
    CultureInfo Culture
)
{
    /// <summary>A file instead of an address in <see cref="Evidence"/>.</summary>
    public ReceivedFile? File { get; init; }

    /// <summary>What a version as programs and tables state it corrects; 0 for the first word, which need not say so. Null where it is no version.</summary>
    public static int? CorrectedBy(string version) =>
        version.Length == 0 ? 0
        : decimal.TryParse(version, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= int.MaxValue
        && decimal.IsInteger(number)
            ? (int)number - 1
        : null;
}
