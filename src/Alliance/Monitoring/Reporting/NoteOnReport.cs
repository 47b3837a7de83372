using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>What the city's people write down about a request, for each other.</summary>
public sealed class NoteOnReport(AppDb db, TimeProvider time)
{
    /// <returns>The note; an empty one removes it. Refused with <c>report-not-found</c>, <c>text-too-long</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<string>> WriteAsync(Actor actor, long id, string note, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await ReportDoor.OfCity(actor, id).FindAsync(db, now, cancel) is not { } request)
            return new Refusal("report-not-found");
        var text = StatedValues.OneLine(note);
        if (text.Length > ReportRequest.NoteLength)
            return new Refusal("text-too-long");
        (request.Note, request.NotedAt) = (text.Length == 0 ? null : text, text.Length == 0 ? null : now);
        request.Touch();
        return await db.SaveInTurnAsync(cancel) is { } late ? late : text;
    }

    /// <summary>
    /// Somebody has taken care of a wish for help: it leaves the list, and its words go. Refused with <c>report-not-found</c>.
    /// </summary>
    public async Task<Outcome<long>> HelpedAsync(Actor actor, long question, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var request = await db
            .ReportQuestions.Where(q => q.Id == question)
            .Select(q => q.RequestId)
            .SingleOrDefaultAsync(cancel);
        if (await ReportDoor.OfCity(actor, request).FindAsync(db, now, cancel) is not { } found)
            return new Refusal("report-not-found");
        // Whoever names another contact may have moved it meanwhile.
        if (found.Questions.Find(q => q.Id == question) is not { } wish)
            return new Refusal("report-not-found");
        (wish.HelpedAt, wish.Help) = (now, null);
        await db.SaveChangesAsync(cancel);
        return question;
    }
}
