using Alliance.Knowledge.Reviews;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Documents;

/// <summary>A published practice in the open format (docs/format.md, "practices").</summary>
public record PracticeDocument(string Id, PracticeKind Kind, LocalText Title, LocalText Text) : IDocument
{
    public LocalText? Problem { get; init; }
    public LocalText? Done { get; init; }
    public List<PracticeParty>? By { get; init; }
    public PracticeCost? Cost { get; init; }
    public List<PracticeResult>? Results { get; init; }
    public LocalText? WentWrong { get; init; }
    public LocalText? Advice { get; init; }
    public List<PracticeComponent>? Components { get; init; }

    /// <summary>The highest number that a component's key had so far.</summary>
    public int? LastKey { get; init; }
    public string? City { get; init; }
    public List<string>? Areas { get; init; }
    public List<string>? Deals { get; init; }
    public List<ChallengeName>? Challenges { get; init; }

    /// <summary>When it was put before everybody (UTC); absent where it was only collected.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>When its city, or the network, last said that it holds (UTC).</summary>
    public DateTime? CheckedAt { get; init; }
    public List<ReviewDocument>? Reviews { get; init; }
    public string? Collection { get; init; }
    public List<Source>? Sources { get; init; }

    /// <summary>Everything that its own city says in words.</summary>
    public IEnumerable<LocalText> Texts() => Details().Texts().Prepend(Text);

    /// <param name="p">With its city and its reviews with theirs; published.</param>
    public static PracticeDocument Of(Practice p) =>
        new(p.Identifier!, p.Kind, p.Title, p.Text!)
        {
            Problem = p.Details?.Problem,
            Done = p.Details?.Done,
            By = p.Details?.By,
            Cost = p.Details?.Cost,
            Results = p.Details?.Results,
            WentWrong = p.Details?.WentWrong,
            Advice = p.Details?.Advice,
            Components = p.Details?.Components,
            LastKey = p.Details?.LastKey,
            City = p.City?.Identifier,
            Areas = p.Areas.OrNone(),
            Deals = p.Deals.OrNone(),
            Challenges = p.Challenges.OrNone(),
            PublishedAt = p.PublishedAt,
            CheckedAt = p.CheckedAt,
            Reviews = p
                .Reviews.OrderBy(r => r.City!.Identifier, StringComparer.Ordinal)
                .Select(r => new ReviewDocument(r.City!.Identifier, r.IsClear, r.IsTrue, r.Remark, r.At, r.Of))
                .ToList()
                .OrNone(),
            Collection = p.Collection,
            Sources = p.Sources.OrNone(),
        };

    /// <summary>The row with this content: the stored one with its links, or a new one.</summary>
    public Practice Apply(Practice? stored, Func<string, long> cityOf, DateTime now)
    {
        var practice =
            stored
            ?? new Practice
            {
                Identifier = Id,
                Kind = Kind,
                Title = Title,
                ChangedAt = now,
            };
        (practice.Kind, practice.Title, practice.Text) = (Kind, Title, Text);
        practice.CityId = City is null ? null : cityOf(City);
        (practice.Areas, practice.Deals, practice.Challenges) = (Areas ?? [], Deals ?? [], Challenges ?? []);
        (practice.PublishedAt, practice.Collection, practice.Sources) = (PublishedAt, Collection, Sources ?? []);
        (practice.Standing, practice.ChangedAt) = (PracticeStanding.Published, now);
        practice.CheckedAt = CheckedAt ?? practice.CheckedAt;
        var details = Details();
        // A file from before there were details says nothing of them.
        if (details != PracticeDetails.None)
            practice.Details = details;
        Review(practice, cityOf);
        if (stored is not null)
            practice.Turn++;
        practice.Relink();
        return practice;
    }

    private PracticeDetails Details() =>
        new()
        {
            Problem = Problem,
            Done = Done,
            By = By,
            Cost = Cost,
            Results = Results,
            WentWrong = WentWrong,
            Advice = Advice,
            Components = Components,
            LastKey = LastKey,
        };

    // What cities have said here stays, unless they have said something later elsewhere.
    private void Review(Practice practice, Func<string, long> cityOf)
    {
        foreach (var (city, r) in (Reviews ?? []).Select(r => (cityOf(r.City), r)))
        {
            var review = practice.Reviews.Find(known => known.CityId == city);
            if (review?.At > r.At)
                continue;
            if (review is null)
                practice.Reviews.Add(
                    review = new PracticeReview
                    {
                        CityId = city,
                        IsClear = r.IsClear,
                        IsTrue = r.IsTrue,
                        At = r.At,
                        Of = r.Of,
                    }
                );
            (review.IsClear, review.IsTrue, review.Remark, review.At, review.Of) = (
                r.IsClear,
                r.IsTrue,
                r.Remark,
                r.At,
                r.Of
            );
        }
    }
}

/// <summary>What a city says of another one's practice.</summary>
/// <param name="Of">Which state of the practice it read.</param>
public sealed record ReviewDocument(
    string City,
    ReviewAnswer IsClear,
    ReviewAnswer IsTrue,
    LocalText? Remark,
    DateTime At,
    string Of
);
