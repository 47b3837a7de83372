using System.CommandLine;
using Alliance.Platform;
using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary><c>alliance organisations</c>: finds records of the same organisation, merges them and undoes that.</summary>
public static class OrganisationCommands
{
    public static Command Create() =>
        new("organisations", "Find records of the same organisation, merge them, undo a merge")
        {
            Duplicates(),
            Merge(),
            Unmerge(),
        };

    private static Command Duplicates() =>
        Acting(
            new Command("duplicates", "Propose pairs of records that may be one organisation; changes nothing"),
            async (_, services, cancellationToken) =>
            {
                var proposals = await services.GetRequiredService<FindDuplicates>().ProposeAsync(cancellationToken);
                foreach (var proposal in proposals)
                    Console.WriteLine(Describe(proposal));
                Console.WriteLine(
                    proposals.Count == 0
                        ? "No pairs found."
                        : $"{proposals.Count} pair{(proposals.Count == 1 ? "" : "s")}. Merge with: alliance organisations merge RECORD INTO"
                );
                return CommandLine.Done;
            }
        );

    private static Command Merge()
    {
        var record = new Argument<string>("RECORD") { Description = "The identifier of the record that is given up" };
        var into = new Argument<string>("INTO") { Description = "The identifier of the record that stays" };
        return Acting(
            new Command("merge", "Count RECORD as INTO from now on; nothing is deleted, and unmerge undoes it")
            {
                record,
                into,
            },
            async (parsed, services, cancellationToken) =>
                Tell(
                    await services
                        .GetRequiredService<MergeOrganisations>()
                        .MergeAsync(parsed.GetRequiredValue(record), parsed.GetRequiredValue(into), cancellationToken),
                    done => $"{done.Identifier} now counts as {done.MergedInto!.Identifier}."
                )
        );
    }

    private static Command Unmerge()
    {
        var record = new Argument<string>("RECORD") { Description = "The identifier of a merged record" };
        return Acting(
            new Command("unmerge", "Let a merged record stand for itself again") { record },
            async (parsed, services, cancellationToken) =>
                Tell(
                    await services
                        .GetRequiredService<UnmergeOrganisation>()
                        .UnmergeAsync(parsed.GetRequiredValue(record), cancellationToken),
                    done => $"{done.Identifier} stands for itself again."
                )
        );
    }

    private static Command Acting(
        Command command,
        Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act
    ) => command.Acts(services => services.AddNetwork(), act);

    private static int Tell(Outcome<Organisation> outcome, Func<Organisation, string> said)
    {
        if (outcome.Refusal is { } refusal)
            throw new CommandException(refusal.In(Language.English));
        Console.WriteLine(said(outcome.Value));
        return CommandLine.Done;
    }

    private static string Describe(DuplicateProposal proposal)
    {
        var reasons = proposal.Reasons.Select(Because).ToList();
        if (proposal.DifferentPlaces)
            reasons.Add("different towns: perhaps units that act each for itself");
        if (proposal.DifferentKinds)
            reasons.Add("different kinds");
        return $"""
            {Code.Of(proposal.Sureness)}: {string.Join("; ", reasons)}
              {Name(proposal.First)}
              {Name(proposal.Second)}

            """;
    }

    private static string Name(ComparedOrganisation o) =>
        $"{o.Identifier}  {o.Name}  ({(o.Place is null ? "" : o.Place + ", ")}{Code.Of(o.Kind)})";

    private static string Because(DuplicateReason reason) =>
        reason switch
        {
            DuplicateReason.SameOfficialNumber => "same official number",
            DuplicateReason.SameName => "same name but for case, marks and punctuation",
            DuplicateReason.SameOtherName => "one is another name of the other",
            DuplicateReason.LegalForm => "same name but for the legal form",
            DuplicateReason.Brackets => "same name but for what stands in brackets",
            DuplicateReason.Town => "same name but for the town at its end",
            _ => "same name but for umlauts or doubled letters",
        };
}
