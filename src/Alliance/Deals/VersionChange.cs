using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>One thing that a version says differently from the one before, in words for people.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Before">What it said; empty for something new.</param>
/// <param name="After">What it says; empty for something that is gone.</param>
public sealed record VersionChange(Func<Reader, string> Name, Func<Reader, string> Before, Func<Reader, string> After)
{
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later one.</param>
    /// <param name="names">Names of organisations by identifier.</param>
    public static IReadOnlyList<VersionChange> Between(
        DealDocument before,
        DealDocument after,
        IReadOnlyDictionary<string, string> names
    )
    {
        var changes = new List<VersionChange>();
        void Compare<T>(string text, Func<DealDocument, T> part, Func<T, Reader, string> say)
        {
            var (was, now) = (part(before), part(after));
            if (!EqualityComparer<T>.Default.Equals(was, now))
                changes.Add(new VersionChange(r => r[text], r => say(was, r), r => say(now, r)));
        }

        Compare("draft.field.title", d => d.Title, Text);
        Compare("draft.field.summary", d => d.Summary, Text);
        Compare("draft.field.instrument", d => d.Instrument, (i, r) => r.Name(i));
        Compare("draft.field.areas", d => string.Join(' ', d.Areas ?? []), Areas);
        Compare("draft.field.start", d => d.Start, Date);
        Compare("draft.field.end", d => d.End, Date);
        Compare("draft.field.evaluation", d => d.Evaluation, Date);
        Compare("draft.field.legal-nature", d => d.LegalNature, (l, r) => r.Name(l));
        Compare("draft.field.open-to-join", d => d.OpenToJoin, (o, r) => r.Name(o));
        Compare("draft.field.strategy", d => d.Basis?.Strategy, Text);
        Compare("draft.field.decision", d => d.Basis?.Decision, Text);
        Compare("draft.field.departments", d => d.Basis?.Departments, Text);
        Compare("draft.field.public-money", d => d.Basis?.PublicMoney, Text);
        Compare("draft.field.benefits", d => d.Basis?.Benefits, Text);
        Compare("draft.field.missing", d => d.Basis?.Missing, Text);
        Each(
            before.Parties,
            after.Parties,
            p => p.Key,
            _ => r => r["versions.party"],
            (p, r) => $"{NameOf(p, r)} ({r.Name(p.Role)})"
        );
        Each(
            before.Commitments ?? [],
            after.Commitments ?? [],
            c => c.Key,
            c =>
                r =>
                    r[
                        "draft.promise-of",
                        NameOf((after.Parties.Find(p => p.Key == c.By) ?? before.Parties.Find(p => p.Key == c.By))!, r)
                    ],
            Promise
        );
        Each(
            before.Articles ?? [],
            after.Articles ?? [],
            a => $"{a.Number}",
            a => r => r["deal.article", a.Number],
            (a, r) => $"{Text(a.Heading, r)}\n{Text(a.Body, r)}".Trim()
        );
        return changes;

        void Each<T>(
            List<T> were,
            List<T> are,
            Func<T, string> key,
            Func<T, Func<Reader, string>> name,
            Func<T, Reader, string> say
        )
            where T : class
        {
            foreach (var id in were.Select(key).Union(are.Select(key), StringComparer.Ordinal))
            {
                var (was, now) = (were.Find(x => key(x) == id), are.Find(x => key(x) == id));
                // By what people read: records hold lists, which are equal only to themselves.
                var english = new Reader(Language.English);
                if ((was is null ? "" : say(was, english)) == (now is null ? "" : say(now, english)))
                    continue;
                changes.Add(
                    new VersionChange(
                        name((now ?? was)!),
                        r => was is null ? "" : say(was, r),
                        r => now is null ? "" : say(now, r)
                    )
                );
            }
        }

        string NameOf(PartyDocument party, Reader reader) =>
            party.Organisation is { } own ? names.GetValueOrDefault(own, own)
            : (party.Group?.Name ?? party.Collective) is { } words ? Text(words, reader)
            : party.Key;

        string Promise(CommitmentDocument promise, Reader reader)
        {
            List<string> said = [Text(promise.Action, reader)];
            if (promise.Quantity is { } quantity)
                said.Add(QuantityText.Of(quantity, reader).ToString());
            if (TargetText.Of(promise.Target, reader) is { Length: > 0 } when)
                said.Add(when);
            if (promise.Additionality is { } additionality)
                said.Add(reader.Name(additionality));
            foreach (var helper in promise.With ?? [])
                if (after.Parties.Find(p => p.Key == helper) is { } party)
                    said.Add($"{reader["promise.with"]} {NameOf(party, reader)}");
            return string.Join(" · ", said);
        }
    }

    private static string Text(LocalText? text, Reader reader) => text?.In(reader.Language).Text ?? "";

    private static string Date(Platform.Data.PartialDate? date, Reader reader) =>
        date is { } known ? reader.Date(known) : "";

    private static string Areas(string areas, Reader reader) =>
        string.Join(
            ", ",
            areas
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(a => SharedAreas.Find(a)?.Name.In(reader.Language).Text ?? a)
        );
}
