using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>Begins an open board, as a draft; a draft can be thrown away.</summary>
public sealed class StartOpenBoard(AppDb db)
{
    /// <param name="actor">Who begins it.</param>
    /// <param name="city">The number of the city.</param>
    /// <param name="title">In <paramref name="language"/>.</param>
    /// <param name="language">The language it is written in.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>not-allowed</c>, or <c>check-fields</c>: at <c>title</c> <c>title-missing</c>, <c>text-too-long</c>.</returns>
    public async Task<Outcome<OpenBoard>> RunAsync(
        Actor actor,
        long city,
        string title,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (!OpenBoardRights.MayLead(actor, city))
            return new Refusal("not-allowed");
        title = StatedValues.OneLine(title);
        if (title.Length is 0 or > OpenBoardFields.TitleLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("title", new Refusal(title.Length == 0 ? "title-missing" : "text-too-long")),
                ],
            };
        var of = await db
            .Cities.Where(c => c.Id == city)
            .Select(c => new { c.Identifier, c.Country })
            .SingleAsync(cancel);
        var zone = await db
            .ReportCalendars.Where(c => c.CityId == city)
            .Select(c => c.TimeZone)
            .SingleOrDefaultAsync(cancel);
        var board = new OpenBoard
        {
            CityId = city,
            Identifier = await FreeNameAsync($"{of.Identifier} {title}", cancel),
            Title = new LocalText(language.Code, title),
            TimeZone = zone ?? ReportCalendar.UsualZone(of.Country),
        };
        db.OpenBoards.Add(board);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : board;
    }

    /// <summary>Throws a draft away. Refused with <c>open-board-not-found</c>, <c>open-board-published</c>.</summary>
    public async Task<Outcome<OpenBoard>> RemoveAsync(Actor actor, string slug, CancellationToken cancel = default)
    {
        if (await OpenBoardRights.FindLedAsync(db, actor, slug, cancel) is not { } board)
            return new Refusal("open-board-not-found", slug);
        if (board.PublishedAt is not null)
            return new Refusal("open-board-published");
        db.OpenBoards.Remove(board);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : board;
    }

    private Task<string> FreeNameAsync(string wanted, CancellationToken cancel) =>
        FreeSlug.FindAsync(db.OpenBoards.Select(b => b.Identifier), Slug.Of(wanted, "open-board"), cancel);
}
