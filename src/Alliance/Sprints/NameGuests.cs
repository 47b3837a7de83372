using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Says which cities and organisations take part in a sprint; who comes as a person is a <see cref="Visits.Visit"/>.</summary>
public sealed class NameGuests(AppDb db, ChangeSprint change)
{
    public const int Most = 200;

    /// <summary>Names somebody who takes part: a city of the register, or anybody by name.</summary>
    /// <param name="city">A city's identifier, or empty.</param>
    /// <param name="name">Where there is no city: in the register it is found by this name.</param>
    /// <returns>
    /// Refused as <see cref="ChangeSprint"/> does, and with <c>check-fields</c>: at <c>role</c> and <c>city</c> <c>unknown-choice</c>; at <c>guest</c>
    /// <c>name-missing</c>, <c>text-too-long</c>, <c>guest-already</c>, <c>too-many-guests</c>.
    /// </returns>
    public Task<Outcome<Sprint>> AddAsync(
        Actor actor,
        string slug,
        string role,
        string city,
        string name,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            null,
            async sprint =>
            {
                Refusal Wrong(string field, string why, params string[] values) =>
                    new("check-fields") { Fields = [new FieldProblem(field, new Refusal(why, values))] };
                name = StatedValues.OneLine(name);
                if (!Code.TryParse<SprintRole>(role, out var part) || part == SprintRole.Host)
                    return Wrong("role", "unknown-choice");
                if (sprint.Guests.Count >= Most)
                    return Wrong("guest", "too-many-guests", $"{Most}");
                if (city.Length > 0 && !await db.Cities.AnyAsync(c => c.Identifier == city, cancel))
                    return Wrong("city", "unknown-choice");
                if (city.Length == 0 && name.Length == 0)
                    return Wrong("guest", "name-missing");
                if (name.Length > SprintFields.TitleLength)
                    return Wrong("guest", "text-too-long");
                var host = await db
                    .Cities.Where(c => c.Identifier == sprint.Host)
                    .Select(c => c.Id)
                    .SingleAsync(cancel);
                var known = city.Length > 0 ? null : await FindPartner.ByNameAsync(db, name, host, cancel);
                var guest =
                    city.Length > 0 ? new SprintGuest(part, City: city)
                    : known is not null ? new SprintGuest(part, Organisation: known.Identifier)
                    : new SprintGuest(part, Name: new LocalText(sprint.Title.Authentic, name));
                if (sprint.Guests.Exists(g => g with { Role = part } == guest))
                    return Wrong("guest", "guest-already");
                sprint.Guests = [.. sprint.Guests, guest];
                return null;
            },
            cancel
        );

    /// <param name="place">Its place in the list, from 0, with the name that stands there: a list that moved on is not cut elsewhere.</param>
    /// <returns>Refused as <see cref="ChangeSprint"/> does, and with <c>somebody-was-faster</c>.</returns>
    /// <inheritdoc cref="AddAsync"/>
    public Task<Outcome<Sprint>> RemoveAsync(
        Actor actor,
        string slug,
        int place,
        int turn,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            turn,
            sprint =>
            {
                if (place < 0 || place >= sprint.Guests.Count)
                    return Task.FromResult<Refusal?>(new Refusal("somebody-was-faster"));
                sprint.Guests = [.. sprint.Guests.Where((_, i) => i != place)];
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );
}
