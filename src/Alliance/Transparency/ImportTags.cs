using Alliance.Platform.Web;
using Alliance.Transparency.Parts;

namespace Alliance.Transparency;

/// <summary>Which cached pages an import makes untrue.</summary>
internal static class ImportTags
{
    /// <summary>Beyond this many changes hardly a page stays: all of them are rendered anew.</summary>
    public const int MostChanges = 200;

    public static IEnumerable<string> Of(IReadOnlyCollection<Change> changes) =>
        changes.Count > MostChanges ? [PageStore.Everything] : changes.SelectMany(c => Of(c).Append(c.Tag));

    // What a page shows of other documents stands under the tag of their kind: a deal's page names organisations and
    // its city, and so goes with "deals" when one of them changes.
    private static string[] Of(Change change) =>
        change.File switch
        {
            "deals.jsonl" or "versions.jsonl" => ["deals"],
            // Of promises only the deal's own pages tell, and the list of all.
            "measurements.jsonl"
            or "reports.jsonl"
            or "enquiries.jsonl"
            or "promise-indicators.jsonl"
            or "health-overrides.jsonl"
            or "claims.jsonl"
            or "overlap-answers.jsonl" => ["measurements"],
            "indicators.jsonl" => ["indicators", "measurements", "deals"],
            // Deals say on which challenges they work.
            "roadmaps.jsonl" => ["roadmaps", "deals"],
            // Deals say what was learned from them, and roadmaps what answers their challenges.
            "practices.jsonl" => ["practices", "deals", "roadmaps"],
            // Deals and practices say where they came from and what came of them.
            "replications.jsonl" => ["replications", "practices", "deals"],
            "sprints.jsonl" => ["sprints"],
            // Their own pages show them, which each of them names.
            "minutes.jsonl" or "follow-ups.jsonl" or "publications.jsonl" => [],
            // Deals, roadmaps and practices say which ideas they come from.
            "ideas.jsonl" => ["deals", "roadmaps", "practices", "sprints"],
            "offers.jsonl" => ["offers"],
            "organisations.jsonl" => ["organisations", "cities", "deals"],
            "cities.jsonl" => ["cities", "organisations", "projects", "deals"],
            "projects.jsonl" => ["projects", "deals"],
            // Areas and collections are named wherever a deal is, and hardly ever change.
            _ => [PageStore.Everything],
        };
}
