using Alliance.Deals;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Site.ComingIn;

/// <summary>
/// Takes over what a city wants to begin with, by the steps that every city takes: all parts kept as they are, with the partner that was named. What
/// comes of it is a draft, in which everything can still be changed.
/// </summary>
public sealed class CopyIntoCity(
    StartReplication starting,
    NamePartners naming,
    DecideParts deciding,
    DraftFromReplication drafting
)
{
    /// <param name="manager">The city's deal manager, in whose name it is done.</param>
    /// <param name="city">The city's key.</param>
    /// <param name="origin">What is taken over.</param>
    /// <param name="partner">An organisation's name.</param>
    /// <param name="language">In which the draft is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The draft's key. Refused as the steps are.</returns>
    internal async Task<Outcome<string>> RunAsync(
        Actor manager,
        long city,
        OriginNow origin,
        string partner,
        Language language,
        CancellationToken cancel
    )
    {
        var started = await starting.RunAsync(manager, city, origin, cancel);
        if (started.Refusal is { } notStarted)
            return notStarted;
        var id = started.Value.Id;
        var named = await naming.RunAsync(manager, id, started.Value.Turn, partner, cancel);
        if (named.Refusal is { } notNamed)
            return notNamed;
        var choices = named.Value.Parts.ToDictionary(
            p => p.Key,
            _ => new StatedChoice(Code.Of(PartChoice.Keep), "", ""),
            StringComparer.Ordinal
        );
        var decided = await deciding.RunAsync(manager, id, named.Value.Turn, choices, [], language, cancel);
        if (decided.Refusal is { } notDecided)
            return notDecided;
        var drafted = await drafting.RunAsync(
            manager,
            id,
            decided.Value.Turn,
            Code.Of(Instrument.Deal),
            language,
            cancel
        );
        return drafted.Refusal is { } notDrafted ? notDrafted : drafted.Value.Draft!;
    }
}
