using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Design;

// What pages hand to the parts. Design knows no module, so these are its own small shapes.

/// <param name="Lang">The language of the text where it is not the page's.</param>
public sealed record Crumb(string Text, string Href, string? Lang = null)
{
    public Crumb(Wording name, string href)
        : this(name.Text, href, name.Language) { }
}

/// <param name="PublishedFromAddress">True when the date stands in the web address only, not on the page.</param>
public sealed record SourceItem(
    string Url,
    string? Publisher = null,
    PartialDate? Published = null,
    bool PublishedFromAddress = false,
    PartialDate? Accessed = null
);

/// <param name="Off">The address of the same list without this filter.</param>
public sealed record PickedFilter(string Text, string Off);

/// <param name="Area">A policy area's identifier, for its colour.</param>
public sealed record GridColumn(LocalText Name, string? Area = null);

/// <param name="Cells">One for each column.</param>
public sealed record GridRow(LocalText Name, string Href, IReadOnlyList<GridCell> Cells);

/// <param name="Href">Where the counted things are listed.</param>
/// <param name="Complete">
/// True where somebody entitled to has declared the list complete: only then does zero mean <em>none</em>.
/// </param>
public sealed record GridCell(int Count, string? Href = null, bool Complete = false);

/// <param name="Label">Below it: <c>2025</c>.</param>
/// <param name="Value">Null is a gap.</param>
/// <param name="Says">Its number in the reader's language, or that there is none.</param>
/// <param name="SoFar">What it counts is not over: it is drawn hollow.</param>
public sealed record ChartBar(string Label, decimal? Value, string Says, bool SoFar = false);

/// <summary>How a chip or notice sounds. Colour repeats what its words and sign say.</summary>
public enum Tone
{
    Quiet,
    Good,
    Risk,
    Off,
}

internal static class Tones
{
    /// <summary>The tone's class; the quiet one is what every part has without a class.</summary>
    public static string? Class(this Tone tone) =>
        tone switch
        {
            Tone.Good => "good",
            Tone.Risk => "risk",
            Tone.Off => "off",
            _ => null,
        };
}

/// <summary>What a form control needs to be tied to its label, hint and error.</summary>
/// <param name="DescribedBy">For <c>aria-describedby</c>; null when there is nothing to say.</param>
/// <param name="Invalid">For <c>aria-invalid</c>: <c>true</c> or null.</param>
public sealed record FieldIds(string Id, string? DescribedBy, string? Invalid);

/// <summary>Where a step of a way stands.</summary>
public enum StepState
{
    Done,
    Next,
    Later,
}
