using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Who follows suggestions, by the address; and who decided what on a city's boards. Whose suggestion it is nobody here knows, but for the address that
/// was typed with it.
/// </summary>
internal sealed class PersonsInOpenBoards(AppDb db) : IKeepPersons
{
    public string Room => "open-boards";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        return new
        {
            Follows = await Of(person)
                .OrderBy(f => f.Id)
                .Select(f => new
                {
                    Board = f.Suggestion!.Board!.Title,
                    f.Suggestion.Number,
                    f.Email,
                    f.IsAuthor,
                    f.AskedAt,
                    f.ConfirmedAt,
                })
                .ToListAsync(cancel),
            Decided = await db
                .ModerationEntries.Where(e => e.AccountId == id)
                .OrderBy(e => e.Id)
                .Select(e => new
                {
                    Board = db.OpenBoards.Where(b => b.Id == e.BoardId).Select(b => b.Identifier).FirstOrDefault(),
                    e.Number,
                    e.Act,
                    e.Reason,
                    e.At,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        await Of(person).ExecuteDeleteAsync(cancel);
        await db
            .ModerationEntries.Where(e => e.AccountId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(e => e.AccountId, (long?)null), cancel);
    }

    private IQueryable<SuggestionFollower> Of(Person person)
    {
        var email = person.Email.ToLowerInvariant();
        return db.SuggestionFollowers.Where(f => f.Email == email);
    }
}
