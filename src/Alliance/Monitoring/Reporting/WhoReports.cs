using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Who is asked for a party: the person the city has named, else whoever reports for the organisation here.</summary>
public sealed class WhoReports(AppDb db, FindPeople people, TimeProvider time)
{
    /// <summary>Whom mails about a city's reports come from: who released the first ones, else the first of its managers.</summary>
    public async Task<Person?> ManagerAsync(ReportCalendar calendar, CancellationToken cancel)
    {
        var managers = await CityManagers.FindAsync(db, people, calendar.CityId, cancel);
        return managers.FirstOrDefault(m => m.AccountId == calendar.ManagerAccountId)
            ?? (managers is [var first, ..] ? first : null);
    }

    /// <summary>Whoever of the city's people, who may report for partners, has this mailbox; null for anybody else's (3 queries at most).</summary>
    public async Task<Actor?> OfCityAsync(long city, string email, CancellationToken cancel)
    {
        var accounts = await db
            .Memberships.Where(m => m.CityId == city)
            .Select(m => m.AccountId)
            .Distinct()
            .ToListAsync(cancel);
        if (
            (await people(accounts, cancel)).FirstOrDefault(p =>
                string.Equals(p.Email, email, StringComparison.OrdinalIgnoreCase)
            )
            is not { } person
        )
            return null;
        var roles = await db
            .Memberships.Where(m => m.AccountId == person.AccountId)
            .Select(m => new ActorMembership(m.Role, m.CityId, m.OrganisationId))
            .ToListAsync(cancel);
        var actor = new Actor(person.AccountId, person.Name, roles);
        return DealRights.MayEdit(actor, city) ? actor : null;
    }

    /// <summary>
    /// The person for each party of these deals that has one, by deal and the party's key. Whom the talks or the joining have named is taken
    /// over here, before they are forgotten there.
    /// </summary>
    public async Task<Dictionary<(long Deal, string Party), ReportContact>> FindAsync(
        IReadOnlyCollection<Deal> deals,
        CancellationToken cancel
    )
    {
        var ids = deals.Select(d => d.Id).ToList();
        var known = await db.ReportContacts.Where(c => ids.Contains(c.DealId)).ToListAsync(cancel);
        var found = known.ToDictionary(c => (c.DealId, c.Party));
        var missing = deals
            .SelectMany(d =>
                d.Parties.Where(p => p.Role != PartyRole.City && d.Commitments.Exists(c => c.By == p.Key))
                    .Select(p => (Deal: d.Id, Party: p))
            )
            .Where(p => !found.ContainsKey((p.Deal, p.Party.Key)))
            .ToList();
        if (missing.Count == 0)
            return found;
        var now = time.GetUtcNow().UtcDateTime;
        void Take(long deal, string party, string? name, string? email, string? language, bool keep = true)
        {
            if (
                email is null
                || found.ContainsKey((deal, party))
                || !missing.Exists(m => m.Deal == deal && m.Party.Key == party)
            )
                return;
            var contact = new ReportContact
            {
                DealId = deal,
                Party = party,
                Name = ReportContact.Fitting(name ?? ""),
                Email = email,
                Language = language ?? "en",
                KnownSince = now,
            };
            found.Add((deal, party), contact);
            if (keep)
                db.ReportContacts.Add(contact);
        }

        foreach (
            var named in await db
                .DraftParties.Where(p => p.ContactEmail != null && ids.Contains(p.Draft!.DealId!.Value))
                .OrderByDescending(p => p.DraftId)
                .Select(p => new
                {
                    p.Draft!.DealId,
                    p.Key,
                    p.ContactName,
                    p.ContactEmail,
                    p.ContactLanguage,
                })
                .ToListAsync(cancel)
        )
            Take(named.DealId!.Value, named.Key, named.ContactName, named.ContactEmail, named.ContactLanguage);
        var joined = await db
            .JoinRequests.Where(r => r.PartyNumber != null && ids.Contains(r.DealId))
            .Select(r => new
            {
                r.DealId,
                r.PartyNumber,
                r.ContactName,
                r.ContactEmail,
                r.ContactLanguage,
                r.ByAccountId,
            })
            .ToListAsync(cancel);
        // An association that joined for its members reports for them, unless a member has somebody of its own.
        var senders = (
            await people([.. joined.Select(j => j.ByAccountId).OfType<long>().Distinct()], cancel)
        ).ToDictionary(p => p.AccountId);
        foreach (var joiner in joined)
        {
            var key = $"j{joiner.PartyNumber}";
            Take(joiner.DealId, key, joiner.ContactName, joiner.ContactEmail, joiner.ContactLanguage);
            if (joiner.ByAccountId is { } by && senders.TryGetValue(by, out var sender))
                Take(joiner.DealId, key, sender.Name, sender.Email, sender.Language.Code);
        }
        foreach (var (deal, party, person) in await ReportersAsync(missing, found, cancel))
            // A role can end: whoever has it is looked up each time.
            Take(deal, party, person.Name, person.Email, person.Language.Code, keep: false);
        return found;
    }

    // Who reports comes before who represents.
    private async Task<List<(long Deal, string Party, Person Person)>> ReportersAsync(
        List<(long Deal, Party Party)> missing,
        Dictionary<(long, string), ReportContact> found,
        CancellationToken cancel
    )
    {
        var left = missing.FindAll(m =>
            m.Party.OrganisationId is not null && !found.ContainsKey((m.Deal, m.Party.Key))
        );
        var organisations = left.Select(m => m.Party.OrganisationId).Distinct().ToList();
        if (organisations.Count == 0)
            return [];
        var members = await db
            .Memberships.Where(m =>
                organisations.Contains(m.OrganisationId)
                && (m.Role == MembershipRole.Reporter || m.Role == MembershipRole.Representative)
            )
            .Select(m => new
            {
                m.OrganisationId,
                m.Role,
                m.AccountId,
            })
            .ToListAsync(cancel);
        var persons = (await people([.. members.Select(m => m.AccountId).Distinct()], cancel)).ToDictionary(p =>
            p.AccountId
        );
        var byOrganisation = members
            .Where(m => persons.ContainsKey(m.AccountId))
            .OrderByDescending(m => m.Role == MembershipRole.Reporter)
            .ThenBy(m => m.AccountId)
            .ToLookup(m => m.OrganisationId!.Value, m => persons[m.AccountId]);
        return
        [
            .. left.SelectMany(m =>
                byOrganisation[m.Party.OrganisationId!.Value].Take(1).Select(p => (m.Deal, m.Party.Key, p))
            ),
        ];
    }
}
