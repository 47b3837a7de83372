using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Sprints.Visits;

namespace Alliance.Sprints;

/// <summary>Says who may register for a sprint, until when, and how many; who waits moves up where there are more places.</summary>
public sealed class OpenRegistration(ChangeSprint change, FillPlaces filling)
{
    /// <returns>
    /// Refused as <see cref="ChangeSprint"/> does, and with <c>check-fields</c>: at <c>registration</c> <c>unknown-choice</c>; at
    /// <c>register-until</c> <c>bad-day</c>, <c>after-the-sprint</c>; at <c>places</c> <c>not-places</c>.
    /// </returns>
    public async Task<Outcome<Sprint>> RunAsync(
        Actor actor,
        string slug,
        string way,
        string until,
        string places,
        CancellationToken cancel = default
    )
    {
        var changed = await change.RunAsync(
            actor,
            slug,
            null,
            sprint =>
            {
                var problems = new List<FieldProblem>();
                void Wrong(string field, string why, params string[] values) =>
                    problems.Add(new FieldProblem(field, new Refusal(why, values)));
                if (!Code.TryParse<RegistrationWay>(way, out var chosen))
                    Wrong("registration", "unknown-choice");
                DateOnly? last = null;
                if (until.Length > 0)
                {
                    if (!PartialDate.TryParseDay(until, out var day))
                        Wrong("register-until", "bad-day");
                    else if (day > sprint.LastDay)
                        Wrong("register-until", "after-the-sprint");
                    else
                        last = day;
                }
                if (!SprintFields.IsPlaces(places, out var most))
                    Wrong("places", "not-places", $"{SprintFields.MostPlaces}");
                (sprint.Registration, sprint.RegisterUntil, sprint.Places) = (chosen, last, most);
                return Task.FromResult(problems.Count == 0 ? null : new Refusal("check-fields") { Fields = problems });
            },
            cancel
        );
        if (changed.Refusal is null)
            await filling.RunAsync(changed.Value, cancel);
        return changed;
    }
}
