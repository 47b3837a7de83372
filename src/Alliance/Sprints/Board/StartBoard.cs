using System.Buffers.Text;
using System.Security.Cryptography;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>A city's people begin a board.</summary>
public sealed class StartBoard(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who begins it, and may lead it.</param>
    /// <param name="city">The number of the city.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="anonymous">Nobody's name is asked for or kept.</param>
    /// <param name="dots">How many each gives.</param>
    /// <param name="sprint">The identifier of one of the city's sprints; nothing is none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>not-allowed</c>, or <c>check-fields</c>, whose fields say why.</returns>
    public async Task<Outcome<IdeaBoard>> RunAsync(
        Actor actor,
        long city,
        string title,
        string language,
        bool anonymous,
        int? dots,
        string? sprint,
        CancellationToken cancel = default
    )
    {
        if (!DealRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        var problems = new List<FieldProblem>();
        title = BoardText.Clean(title, lines: false);
        if (title.Length == 0)
            problems.Add(new("title", new Refusal("board-text-missing")));
        else if (title.Length > IdeaBoard.TitleLength)
            problems.Add(new("title", new Refusal("board-text-long", $"{IdeaBoard.TitleLength}")));
        if (dots is null or < 1 or > IdeaBoard.MostDots)
            problems.Add(new("dots", new Refusal("board-dots-between", $"{IdeaBoard.MostDots}")));
        if (Language.Find(language) is null)
            problems.Add(new("language", new Refusal("unknown-choice")));
        long? of = string.IsNullOrEmpty(sprint)
            ? null
            : await db
                .Sprints.Where(s =>
                    s.Identifier == sprint && db.Cities.Any(c => c.Id == city && c.Identifier == s.Host)
                )
                .Select(s => (long?)s.Id)
                .SingleOrDefaultAsync(cancel);
        if (of is null && !string.IsNullOrEmpty(sprint))
            problems.Add(new("sprint", new Refusal("sprint-not-found", sprint)));
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var board = new IdeaBoard
        {
            CityId = city,
            SprintId = of,
            Key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            Title = title,
            Language = language,
            Anonymous = anonymous,
            Dots = dots!.Value,
            StartedAt = time.GetUtcNow().UtcDateTime,
        };
        db.IdeaBoards.Add(board);
        await db.SaveChangesAsync(cancel);
        return board;
    }
}
