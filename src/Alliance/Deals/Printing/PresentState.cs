using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Printing;

/// <summary>
/// The state of a deal in the few words of a badge. Only what was concluded here has one: a record of sources is never said
/// to be in force, whatever it tells.
/// </summary>
public sealed record PresentState(DealState? State, PartialDate? Since, PartialDate? Ended)
{
    public static PresentState Of(Standing standing, DealState? state, PartialDate? agreed, Ending? ended) =>
        new(standing == Standing.ConcludedHere ? state : null, agreed, ended?.On);

    public string In(Reader reader) =>
        State switch
        {
            null => reader["badge.recorded"],
            DealState.InForce => Dated("badge.in-force", Since, reader),
            DealState.Completed => Dated("badge.completed", Ended, reader),
            DealState.EndedEarly => Dated("badge.ended-early", Ended, reader),
            _ => reader.Name(State.Value),
        };

    private string Dated(string key, PartialDate? date, Reader reader) =>
        date is { } day ? reader[key, day.Year] : reader.Name(State!.Value);
}
