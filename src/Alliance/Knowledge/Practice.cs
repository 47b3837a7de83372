using Alliance.Knowledge.Reviews;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge;

/// <summary>What others can learn from it.</summary>
public enum PracticeKind
{
    /// <summary>It worked, and others can do the same.</summary>
    GoodPractice,

    /// <summary>What somebody found out on the way, good or bad.</summary>
    Lesson,

    /// <summary>It did not work: said, so that nobody has to try it again.</summary>
    Failure,
}

public enum PracticeStanding
{
    /// <summary>Only its city's own people see it.</summary>
    Draft,

    /// <summary>Everybody reads it.</summary>
    Published,

    /// <summary>Was public, and is worked on again; its address stays its own.</summary>
    Withdrawn,
}

/// <summary>A challenge of a city's roadmap.</summary>
/// <param name="City">The identifier of the roadmap's city.</param>
/// <param name="Key">The challenge's key: <c>c3</c>.</param>
public sealed record ChallengeName(string City, string Key)
{
    public override string ToString() => $"{City}.{Key}";

    /// <summary>Reads <c>espoo.c3</c>; null for anything else.</summary>
    public static ChallengeName? Parse(string text) =>
        text.Split('.') is [{ Length: > 0 } city, { Length: > 0 } key] ? new ChallengeName(city, key) : null;
}

/// <summary>
/// A good practice, a lesson or a failure, told so that other cities can learn from it. What was collected from public sources
/// says what its sources say, and no more.
/// </summary>
public sealed class Practice
{
    public const int TitleLength = 200;
    public const int TextLength = 10_000;

    /// <summary>So many deals, challenges or sources a practice names.</summary>
    public const int MostNamed = 50;

    /// <summary>So many a city keeps: the page of its people reads all of them.</summary>
    public const int MostOfCity = 2_000;

    /// <summary>The address of the page that shows several side by side.</summary>
    public const string ReservedIdentifier = "compare";

    public long Id { get; private set; }

    /// <summary>Given when it is first published, and stable from then on; also the page's address below <c>/practices/</c>.</summary>
    public string? Identifier { get; set; }
    public required PracticeKind Kind { get; set; }

    /// <summary>In its own language (<see cref="LocalText.Authentic"/>), and translated.</summary>
    public required LocalText Title { get; set; }

    /// <summary>In the same own language; null as long as nobody has written it.</summary>
    public LocalText? Text { get; set; }

    /// <summary>What it tells beside; null where that is nothing.</summary>
    public PracticeDetails? Details { get; set; }

    /// <summary>The same, never null.</summary>
    public PracticeDetails Told => Details ?? PracticeDetails.None;

    /// <summary>Where it comes from; null for what belongs to the network as a whole.</summary>
    public long? CityId { get; set; }
    public City? City { get; init; }

    /// <summary>Identifiers of the shared policy areas.</summary>
    public List<string> Areas { get; set; } = [];

    /// <summary>Identifiers of the deals that it comes from.</summary>
    public List<string> Deals { get; set; } = [];

    /// <summary>The challenges that it answers, also those of other cities.</summary>
    public List<ChallengeName> Challenges { get; set; } = [];
    public List<Source> Sources { get; set; } = [];

    /// <summary>
    /// What it was made of, as its room names it: <c>board:KEY/k17</c>, <c>sprint:SLUG</c>. Whoever made it from there finds it by that; it never leaves.
    /// </summary>
    public string? Origin { get; init; }
    public PracticeStanding Standing { get; set; }

    /// <summary>When it was put before everybody; null where it was only collected.</summary>
    public DateTime? PublishedAt { get; set; }
    public string? Collection { get; set; }

    /// <summary>
    /// When its city, or the network, last said that it holds; null where it was only collected and nobody has said so yet, or came from before
    /// this was asked.
    /// </summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>
    /// How old what it says is. When the sources of a collected one were read is written nowhere; what is certain is since when it stands here
    /// as it does.
    /// </summary>
    public DateTime LookedAt => CheckedAt ?? PublishedAt ?? ChangedAt;

    /// <summary>Whether nobody who tells it ever said that it holds.</summary>
    public bool WasNeverChecked => CheckedAt is null && PublishedAt is null;

    /// <summary>When those who tell it were last asked whether it still holds; it never leaves.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
    public required DateTime ChangedAt { get; set; }

    /// <summary>What a published one is found by.</summary>
    public List<PracticeLink> Links { get; } = [];

    /// <summary>What other cities say of it, one each.</summary>
    public List<PracticeReview> Reviews { get; } = [];

    public string Language => Title.Authentic;

    /// <summary>The cached pages that show it.</summary>
    public IEnumerable<string> Tags() =>
        [
            "practices",
            .. Identifier is null ? [] : (string[])[$"practice:{Identifier}"],
            .. Deals.Select(d => $"deal:{d}"),
            .. Challenges.Select(c => $"roadmap:{c.City}"),
        ];

    /// <summary>Brings its links to what it says; they have to be loaded.</summary>
    public void Relink()
    {
        List<(LinkKind Kind, string Value)> wanted =
            Standing == PracticeStanding.Published
                ?
                [
                    .. Areas.Distinct().Select(a => (LinkKind.Area, a)),
                    .. Deals.Distinct().Select(d => (LinkKind.Deal, d)),
                    .. Challenges.Distinct().Select(c => (LinkKind.Challenge, $"{c}")),
                    .. SizeClasses.OfMoney(Told.Cost) is { } cost
                        ? [(LinkKind.Cost, Code.Of(cost))]
                        : Array.Empty<(LinkKind, string)>(),
                    .. SizeClasses.OfStaff(Told.Cost) is { } staff
                        ? [(LinkKind.Staff, Code.Of(staff))]
                        : Array.Empty<(LinkKind, string)>(),
                ]
                : [];
        Links.RemoveAll(l => !wanted.Contains((l.Kind, l.Value)));
        foreach (var (kind, value) in wanted.Except(Links.Select(l => (l.Kind, l.Value))).ToList())
            Links.Add(new PracticeLink { Kind = kind, Value = value });
    }
}

public enum LinkKind
{
    Area,
    Deal,
    Challenge,

    /// <summary>A <see cref="CostClass"/>.</summary>
    Cost,

    /// <summary>A <see cref="StaffClass"/>.</summary>
    Staff,
}

/// <summary>That a published practice is about something, so that lists, deals and roadmaps find it without reading all.</summary>
public sealed class PracticeLink
{
    public const int ValueLength = 140;

    public long Id { get; private set; }
    public long PracticeId { get; private set; }
    public Practice? Practice { get; private set; }
    public required LinkKind Kind { get; init; }

    /// <summary>An identifier, or <see cref="ChallengeName"/> as text.</summary>
    public required string Value { get; init; }
}
