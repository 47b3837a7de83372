using Alliance.Design;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>The steps on the page on which a city works at a replication: which is done, which is next, and what is said of each.</summary>
internal sealed record WorkSteps(ReplicationView View, string Origin, Reader Reader)
{
    private static readonly ReplicationStep[] Way =
    [
        ReplicationStep.Talk,
        ReplicationStep.Partners,
        ReplicationStep.Parts,
        ReplicationStep.Draft,
        ReplicationStep.Result,
    ];

    private Replication Replication => View.Replication;

    public StepState StateOf(ReplicationStep step) =>
        IsDone(step) ? StepState.Done
        : step == Way.First(s => !IsDone(s)) ? StepState.Next
        : StepState.Later;

    public string? SaidOf(ReplicationStep step) =>
        step switch
        {
            ReplicationStep.Talk when Replication is not { AskedAt: null, TalkedAt: null } => Talk,
            ReplicationStep.Partners when Replication.Partners.Count > 0 => string.Join(", ", Replication.Partners),
            ReplicationStep.Parts when Replication.PartsAt is not null => ReplicationWording.Counted(
                Replication,
                Reader
            ),
            _ => StateOf(step) switch
            {
                StepState.Done => Reader["replication.step-done"],
                StepState.Next => Reader["replication.step-next"],
                _ => null,
            },
        };

    /// <summary>How far the talk with the origin is.</summary>
    public string Talk =>
        Replication switch
        {
            { AnsweredAt: { } at } => Reader["replication.answered-on", Origin, Day(at)],
            { TalkedAt: { } at } => Reader["replication.talked-on", Day(at)],
            { AskedAt: { } at } => Reader["replication.asked-on", Origin, Day(at)],
            { Elsewhere: not null } => Reader["replication.talk-lead-elsewhere", Origin],
            _ when ReplicationRights.IsOfNetwork(Replication) => Reader["replication.talk-lead-network"],
            _ => Reader["replication.talk-lead", Origin],
        };

    private bool IsDone(ReplicationStep step) =>
        step switch
        {
            ReplicationStep.Talk => Replication.TalkedAt is not null,
            ReplicationStep.Partners => Replication.PartnersAt is not null,
            ReplicationStep.Parts => Replication.PartsAt is not null,
            // A draft that nobody has signed is still to be worked at.
            ReplicationStep.Draft => View.Deal is not null,
            _ => Replication.ResultAt is not null,
        };

    private string Day(DateTime at) => Reader.Date(DateOnly.FromDateTime(at));
}
