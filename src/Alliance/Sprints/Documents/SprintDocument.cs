using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Sprints.Documents;

/// <summary>A sprint in the open format (docs/format.md, "sprints").</summary>
public record SprintDocument(string Id, string Host, LocalText Title) : IDocument
{
    public string? Project { get; init; }
    public LocalText? Theme { get; init; }
    public PartialDate? Begins { get; init; }
    public PartialDate? Ends { get; init; }
    public LocalText? DateNote { get; init; }
    public string? TimeZone { get; init; }
    public LocalText? Place { get; init; }
    public List<LocalText>? Questions { get; init; }
    public List<SprintGuest>? Guests { get; init; }
    public LocalText? GuestsNote { get; init; }
    public List<SprintSession>? Sessions { get; init; }
    public List<LocalText>? Methods { get; init; }
    public List<LocalText>? Outputs { get; init; }

    /// <summary>The day on which it was called off.</summary>
    public DateOnly? CalledOffOn { get; init; }

    /// <summary>The identifier of the sprint whose design it took over.</summary>
    public string? DesignOf { get; init; }
    public SourceWords? AsSource { get; init; }
    public string? Collection { get; init; }
    public List<Source>? Sources { get; init; }

    public static SprintDocument Of(Sprint s) =>
        new(s.Identifier, s.Host, s.Title)
        {
            Project = s.Project,
            Theme = s.Theme,
            Begins = s.Begins,
            Ends = s.Ends,
            DateNote = s.DateNote,
            TimeZone = s.TimeZone,
            Place = s.Place,
            Questions = s.Questions.OrNone(),
            Guests = s.Guests.OrNone(),
            GuestsNote = s.GuestsNote,
            // Where one joins is for those who come.
            Sessions = s.Sessions.ConvertAll(one => one with { Online = null }).OrNone(),
            Methods = s.Methods.OrNone(),
            Outputs = s.Outputs.OrNone(),
            CalledOffOn = s.CalledOffOn,
            DesignOf = s.DesignOf,
            AsSource = s.AsSource,
            Collection = s.Collection,
            Sources = s.Sources.OrNone(),
        };

    /// <summary>The row with this content: the stored one, or a new one.</summary>
    public Sprint Apply(Sprint? stored)
    {
        var sprint =
            stored
            ?? new Sprint
            {
                Identifier = Id,
                Host = Host,
                Title = Title,
                DesignOf = DesignOf,
            };
        if (sprint.State != SprintState.Planned)
            sprint.State = CalledOffOn is null ? SprintState.Published : SprintState.CalledOff;
        sprint.CalledOffOn = CalledOffOn;
        // Keys of sessions are given once and never again, also where somebody goes on with what came from elsewhere.
        sprint.LastKey = Math.Max(sprint.LastKey, (Sessions ?? []).Select(s => NumberOf(s.Key)).DefaultIfEmpty().Max());
        // Calendars know by it that this is newer.
        sprint.Turn++;
        (sprint.Host, sprint.Title, sprint.Project, sprint.Theme) = (Host, Title, Project, Theme);
        (sprint.Begins, sprint.Ends, sprint.DateNote) = (Begins, Ends, DateNote);
        (sprint.TimeZone, sprint.Place) = (TimeZone, Place);
        (sprint.Questions, sprint.Guests, sprint.GuestsNote) = (Questions ?? [], Guests ?? [], GuestsNote);
        sprint.Plan(
            (Sessions ?? []).ConvertAll(s => s with { Online = sprint.Sessions.Find(was => was.Key == s.Key)?.Online })
        );
        (sprint.Methods, sprint.Outputs) = (Methods ?? [], Outputs ?? []);
        (sprint.AsSource, sprint.Collection, sprint.Sources) = (AsSource, Collection, Sources ?? []);
        return sprint;
    }

    private static int NumberOf(string key) =>
        int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        // Nobody counts so far: it is another's way to name, and from there counting would come to its end.
        && number < 1_000_000
            ? number
            : 0;
}
