using System.Globalization;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Documents;

/// <summary>A replication that everybody may read, in the open format (docs/format.md, "replications").</summary>
/// <param name="Id">The city's identifier and the key: <c>mannheim.r3</c>.</param>
/// <param name="City">The identifier of the city that takes over.</param>
/// <param name="Key">Given once in its city: <c>r3</c>.</param>
/// <param name="Kind">Of what is taken over.</param>
/// <param name="Origin">The identifier of the practice or deal.</param>
/// <param name="Title">What that was called when it was taken over.</param>
/// <param name="Started">The day on which the city began to look at it.</param>
public record ReplicationDocument(
    string Id,
    string City,
    string Key,
    OriginKind Kind,
    string Origin,
    LocalText Title,
    DateOnly Started
) : IDocument
{
    /// <summary>Whose it is; absent for what belongs to the network as a whole.</summary>
    public string? OriginCity { get; init; }

    /// <summary>Where the origin is, if it was not the installation that tells this.</summary>
    public ElsewhereDocument? Elsewhere { get; init; }

    /// <summary>The day on which the origin was asked to talk.</summary>
    public DateOnly? Asked { get; init; }

    /// <summary>The day by which they had talked.</summary>
    public DateOnly? Talked { get; init; }

    /// <summary>The day on which the origin answered in writing.</summary>
    public DateOnly? Answered { get; init; }

    /// <summary>The day on which the city had named its own partners.</summary>
    public DateOnly? FoundPartners { get; init; }

    /// <summary>The day on which it was decided what becomes of the parts.</summary>
    public DateOnly? Decided { get; init; }

    /// <summary>The day on which a draft was begun.</summary>
    public DateOnly? Drafted { get; init; }

    /// <summary>The parts of the origin as they were read, what becomes of each, and what was added.</summary>
    public List<PartDocument>? Parts { get; init; }

    /// <summary>The identifier of the deal that it became.</summary>
    public string? Deal { get; init; }

    /// <summary>What came of it.</summary>
    public ReplicationOutcome? Outcome { get; init; }

    /// <summary>The same in words.</summary>
    public LocalText? Result { get; init; }

    /// <summary>The day on which that was told.</summary>
    public DateOnly? Reported { get; init; }

    /// <summary>What the city says to the origin.</summary>
    public LocalText? Thanks { get; init; }

    /// <summary>Why it was given up.</summary>
    public EndOfReplication? EndReason { get; init; }

    /// <summary>The same in words.</summary>
    public LocalText? EndNote { get; init; }

    /// <summary>The day on which it was given up.</summary>
    public DateOnly? Ended { get; init; }

    public static string IdOf(string city, string key) => $"{city}.{key}";

    /// <summary>What the two cities said to each other before anything was decided, and who may do it, is theirs.</summary>
    public static ReplicationDocument Of(ReplicationView view)
    {
        var r = view.Replication;
        return new(
            IdOf(r.City!.Identifier, r.Key),
            r.City.Identifier,
            r.Key,
            r.Kind,
            r.Origin,
            r.Title,
            DateOnly.FromDateTime(r.StartedAt)
        )
        {
            OriginCity = r.OriginCity?.Identifier,
            Elsewhere = r.Elsewhere is { } e ? new(e.Site, e.Page, e.Key, e.City, e.Inhabitants) : null,
            Asked = Day(r.AskedAt),
            Talked = Day(r.TalkedAt),
            Answered = Day(r.AnsweredAt),
            FoundPartners = Day(r.PartnersAt),
            Decided = Day(r.PartsAt),
            Drafted = Day(r.DraftAt),
            Parts = r
                .Parts.Select(p => new PartDocument(p.Key, p.Title)
                {
                    Text = p.Text,
                    Importance = p.Importance,
                    Choice = p.Choice,
                    Why = p.Why,
                    Ours = p.Ours,
                    Confirmed = p.Confirmed,
                    Note = p.Note,
                })
                .ToList()
                .OrNone(),
            Deal = view.Deal?.Identifier,
            Outcome = r.Outcome,
            Result = r.Result,
            Reported = Day(r.ResultAt),
            Thanks = r.Thanks,
            EndReason = r.EndReason,
            EndNote = r.EndNote,
            Ended = Day(r.EndedAt),
        };
    }

    /// <summary>The row with this content: the stored one, which keeps its draft and its partners here, or a new one.</summary>
    /// <remarks>What came by a file is shown: only what everybody may read goes out.</remarks>
    internal Replication Apply(Replication? stored, long city, long? originCity)
    {
        var r =
            stored
            ?? new Replication
            {
                CityId = city,
                Number = int.Parse(Key.AsSpan(1), CultureInfo.InvariantCulture),
                Kind = Kind,
                Origin = Origin,
                Title = Title,
                OriginCityId = originCity,
                Elsewhere = Elsewhere is { } e
                    ? new OriginElsewhere(e.Site, e.Page, e.Key, e.City, e.Inhabitants, null)
                    : null,
                StartedAt = Started.ToDateTime(TimeOnly.MinValue),
            };
        r.IsShown = true;
        r.Parts =
        [
            .. (Parts ?? []).Select(p => new ReplicationPart(
                p.Key,
                p.Title,
                p.Text,
                p.Importance,
                p.Choice,
                p.Why,
                p.Ours,
                p.Confirmed,
                p.Note
            )),
        ];
        (r.AskedAt, r.TalkedAt, r.AnsweredAt) = (
            At(r.AskedAt, Asked),
            At(r.TalkedAt, Talked),
            At(r.AnsweredAt, Answered)
        );
        (r.PartnersAt, r.PartsAt) = (At(r.PartnersAt, FoundPartners), At(r.PartsAt, Decided));
        r.DraftAt = At(r.DraftAt, Drafted);
        if (r.Draft is null)
            r.Deal = Deal;
        (r.Outcome, r.Result, r.ResultAt, r.Thanks) = (Outcome, Result, At(r.ResultAt, Reported), Thanks);
        (r.EndReason, r.EndNote, r.EndedAt) = (EndReason, EndNote, At(r.EndedAt, Ended));
        r.Turn++;
        return r;
    }

    // A file tells days; the hour that is known here stays.
    private static DateTime? At(DateTime? known, DateOnly? day) =>
        Day(known) == day ? known : day?.ToDateTime(TimeOnly.MinValue);

    private static DateOnly? Day(DateTime? at) => at is { } there ? DateOnly.FromDateTime(there) : null;
}

/// <summary>An origin that another installation has; what its package said beside the parts does not travel on.</summary>
/// <param name="Site">The installation's address.</param>
/// <param name="Page">Of the deal or practice there.</param>
/// <param name="Key">By which the package was signed.</param>
/// <param name="City">Whose it is.</param>
/// <param name="Inhabitants">Of that city.</param>
public sealed record ElsewhereDocument(string Site, string Page, string Key, LocalText? City, long? Inhabitants);

/// <summary>A part of what was taken over.</summary>
/// <param name="Key">The component's or the promise's; <c>n1</c> for what was added.</param>
/// <param name="Title">In the origin's words when it was read.</param>
public record PartDocument(string Key, LocalText Title)
{
    /// <summary>What the origin says of it.</summary>
    public LocalText? Text { get; init; }

    /// <summary>How much hangs on it.</summary>
    public Importance? Importance { get; init; }

    /// <summary>Whether it is kept, adapted, dropped, or was added.</summary>
    public PartChoice? Choice { get; init; }

    /// <summary>Why it is not simply kept.</summary>
    public LocalText? Why { get; init; }

    /// <summary>What is done here instead.</summary>
    public LocalText? Ours { get; init; }

    /// <summary>Whether the origin says that this part is what it was about.</summary>
    public bool? Confirmed { get; init; }

    /// <summary>What the origin adds to that.</summary>
    public LocalText? Note { get; init; }
}
