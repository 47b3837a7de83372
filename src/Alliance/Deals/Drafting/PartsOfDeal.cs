using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Parts of a concluded deal as parts of a draft that changes it.</summary>
internal static class PartsOfDeal
{
    /// <summary>The organisations that these parties are, by identifier.</summary>
    public static Task<Dictionary<string, Organisation>> OrganisationsAsync(
        AppDb db,
        IEnumerable<PartyDocument> parties,
        CancellationToken cancel
    )
    {
        var identifiers = parties.Select(p => p.Organisation).OfType<string>().ToList();
        return db
            .Organisations.Where(o => identifiers.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, cancel);
    }

    public static PartyDraft Party(PartyDocument party, IReadOnlyDictionary<string, Organisation> known) =>
        party.Organisation is { } own
            ? new PartyDraft(party.Key, party.Role, known[own].Name, known[own].Kind, own)
            : new PartyDraft(
                party.Key,
                party.Role,
                Text(party.Group!.Name),
                party.Group.Kind ?? OrganisationKind.CitizenGroup,
                null
            )
            {
                Group = party.Group,
            };

    /// <param name="promise">What the deal says.</param>
    /// <param name="parties">The keys of the parties that stay.</param>
    public static PromiseDraft Promise(CommitmentDocument promise, IReadOnlySet<string> parties) =>
        new(promise.Key, promise.By)
        {
            With = [.. (promise.With ?? []).Where(parties.Contains)],
            Action = Text(promise.Action),
            Value = promise.Quantity?.Value,
            Qualifier = promise.Quantity?.Qualifier ?? Qualifier.Exactly,
            Unit = promise.Quantity?.Unit,
            Per = promise.Quantity?.Per,
            Direction = promise.Direction,
            When = promise.Target?.Date,
            NoDateYet = promise.Target?.Date is null,
            BaselineDate = promise.Baseline?.Date,
            BaselineValue = promise.Baseline?.Value,
            Additionality = promise.Additionality ?? Additionality.Unknown,
        };

    public static string Text(LocalText? text) => text?.ToString() ?? "";
}
