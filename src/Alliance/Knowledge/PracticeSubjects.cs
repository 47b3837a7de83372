using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>What a practice says beside its words, read from what was chosen and found right.</summary>
internal sealed record PracticeSubjects(
    PracticeKind Kind,
    List<string> Areas,
    List<string> Deals,
    List<ChallengeName> Challenges,
    List<Source> Sources
)
{
    private const int PublisherLength = 300;

    public void Into(Practice practice) =>
        (practice.Kind, practice.Areas, practice.Deals, practice.Challenges, practice.Sources) = (
            Kind,
            Areas,
            Deals,
            Challenges,
            Sources
        );

    /// <remarks>2 queries at most.</remarks>
    public static async Task<PracticeSubjects> JudgeAsync(
        AppDb db,
        FindChallenges findChallenges,
        StatedPractice stated,
        Practice? known,
        List<FieldProblem> wrong,
        CancellationToken cancel
    )
    {
        if (!Code.TryParse<PracticeKind>(stated.Kind, out var kind))
            Wrong("kind", "unknown-choice");
        var areas = Words(stated.Areas);
        if (areas.Exists(a => SharedAreas.Find(a) is null && known?.Areas.Contains(a) != true))
            Wrong("areas", "unknown-choice");

        var deals = Words(stated.Deals);
        // What stands there already may have left the register since.
        var fresh = deals.Where(d => known?.Deals.Contains(d) != true).ToList();
        if (deals.Count > Practice.MostNamed)
            Wrong("deals", "too-many-named", $"{Practice.MostNamed}");
        else if (fresh.Count > 0 && await db.Deals.CountAsync(d => fresh.Contains(d.Identifier), cancel) != fresh.Count)
            Wrong("deals", "unknown-choice");

        var challenges = Words(stated.Challenges).ConvertAll(ChallengeName.Parse);
        var named = challenges.OfType<ChallengeName>().Where(c => known?.Challenges.Contains(c) != true).ToList();
        if (challenges.Count > Practice.MostNamed)
            Wrong("challenges", "too-many-named", $"{Practice.MostNamed}");
        else if (challenges.Contains(null))
            Wrong("challenges", "unknown-choice");
        else if (named.Count > 0)
        {
            var there = await findChallenges([.. named.Select(c => c.City).Distinct()], cancel);
            if (named.Except(there.Select(t => t.Name)).Any())
                Wrong("challenges", "unknown-choice");
        }
        return new PracticeSubjects(
            kind,
            areas,
            deals,
            [.. challenges.OfType<ChallengeName>()],
            SourcesOf(stated, known, wrong)
        );

        void Wrong(string field, string code, params string[] values) =>
            wrong.Add(new FieldProblem(field, new Refusal(code, values)));
    }

    private static List<Source> SourcesOf(StatedPractice stated, Practice? known, List<FieldProblem> wrong)
    {
        var sources = new List<Source>();
        foreach (var (i, typed) in stated.Sources.Take(Practice.MostNamed).Index())
        {
            var (url, publisher) = (typed.Url.Trim(), StatedValues.OneLine(typed.Publisher));
            if (url.Length + publisher.Length + typed.Published.Trim().Length == 0)
                continue;
            var before = known?.Sources.Find(s => s.Url == url);
            // As it was found: an address that stands there already is not spelled anew.
            var address = before?.Url ?? StatedValues.Address(url);
            if (address is null)
                Wrong(i, "url", "bad-address");
            if (publisher.Length > PublisherLength)
                Wrong(i, "publisher", "text-too-long");
            PartialDate? day = null;
            if (typed.Published.Trim() is { Length: > 0 } said)
            {
                if (PartialDate.TryParse(said, out var date))
                    day = date;
                else
                    Wrong(i, "published", "not-a-date");
            }
            sources.Add(
                new Source(
                    address ?? url,
                    publisher.Length == 0 ? null : publisher,
                    day,
                    // How a date is known goes with the date.
                    day is not null
                    && day == before?.Published
                        ? before?.PublishedFrom
                        : null,
                    before?.Accessed
                )
            );
        }
        return sources;

        void Wrong(int i, string field, string code) =>
            wrong.Add(new FieldProblem($"source-{i}-{field}", new Refusal(code)));
    }

    private static List<string> Words(string typed) =>
        [.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
