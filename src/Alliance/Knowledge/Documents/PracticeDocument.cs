using Alliance.Network;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Documents;

/// <summary>A published practice in the open format (docs/format.md, "practices").</summary>
public record PracticeDocument(string Id, PracticeKind Kind, LocalText Title, LocalText Text) : IDocument
{
    public string? City { get; init; }
    public List<string>? Areas { get; init; }
    public List<string>? Deals { get; init; }
    public List<ChallengeName>? Challenges { get; init; }

    /// <summary>When it was put before everybody (UTC); absent where it was only collected.</summary>
    public DateTime? PublishedAt { get; init; }
    public string? Collection { get; init; }
    public List<Source>? Sources { get; init; }

    /// <param name="p">With its city; published.</param>
    public static PracticeDocument Of(Practice p) =>
        new(p.Identifier!, p.Kind, p.Title, p.Text!)
        {
            City = p.City?.Identifier,
            Areas = p.Areas.OrNone(),
            Deals = p.Deals.OrNone(),
            Challenges = p.Challenges.OrNone(),
            PublishedAt = p.PublishedAt,
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
        if (stored is not null)
            practice.Turn++;
        practice.Relink();
        return practice;
    }
}
