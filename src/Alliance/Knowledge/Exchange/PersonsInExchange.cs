using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>
/// The persons in the exchange: who is in which space, and who wrote what. With the account the membership goes; the words stay for the group,
/// without the name.
/// </summary>
internal sealed class PersonsInExchange(AppDb db) : IKeepPersons
{
    public string Room => "exchange";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, person.Email.ToLowerInvariant());
        return new
        {
            Spaces = await db
                .SpaceMembers.Where(m => m.AccountId == id)
                .OrderBy(m => m.Id)
                .Select(m => new
                {
                    m.Space!.Name,
                    m.Role,
                    m.Since,
                    m.Until,
                    m.Rhythm,
                    m.DigestedAt,
                    m.SeenAt,
                })
                .ToListAsync(cancel),
            Invitations = await db
                .SpaceInvitations.Where(i => i.Email == email)
                .OrderBy(i => i.Id)
                .Select(i => new
                {
                    i.Space!.Name,
                    i.Role,
                    i.At,
                })
                .ToListAsync(cancel),
            Topics = await db
                .SpaceTopics.Where(t => t.AuthorId == id)
                .OrderBy(t => t.Id)
                .Select(t => new
                {
                    Space = t.Space!.Name,
                    t.Kind,
                    t.Title,
                    t.Text,
                    t.Link,
                    t.At,
                })
                .ToListAsync(cancel),
            Answers = await db
                .SpaceAnswers.Where(a => a.AuthorId == id)
                .OrderBy(a => a.Id)
                .Select(a => new
                {
                    Topic = a.Topic!.Title,
                    a.Text,
                    a.At,
                    a.RemovedBecause,
                })
                .ToListAsync(cancel),
            Positions = await db
                .SpacePositions.Where(p => p.AccountId == id)
                .OrderBy(p => p.Id)
                .Select(p => new
                {
                    Topic = p.Topic!.Title,
                    p.Stand,
                    p.Words,
                    p.At,
                })
                .ToListAsync(cancel),
            Documents = await db
                .SpaceDocuments.Where(d => d.AuthorId == id)
                .OrderBy(d => d.Id)
                .Select(d => new
                {
                    Space = d.Space!.Name,
                    d.Title,
                    d.Name,
                    d.On,
                    d.At,
                    d.RemovedAt,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, person.Email.ToLowerInvariant());
        await db.SpaceMembers.Where(m => m.AccountId == id).ExecuteDeleteAsync(cancel);
        await db.SpaceInvitations.Where(i => i.Email == email).ExecuteDeleteAsync(cancel);
        await db
            .SpaceTopics.Where(t => t.AuthorId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.AuthorId, (long?)null), cancel);
        await db
            .SpaceTopics.Where(t => t.NotedById == id)
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.NotedById, (long?)null), cancel);
        await db
            .SpaceAnswers.Where(a => a.AuthorId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.AuthorId, (long?)null), cancel);
        await db
            .SpacePositions.Where(p => p.AccountId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.AccountId, (long?)null), cancel);
        await db
            .SpaceDocuments.Where(d => d.AuthorId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.AuthorId, (long?)null), cancel);
    }
}
