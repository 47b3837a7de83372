using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>Who said that an organisation agrees, who asked to be introduced, and who answered, by the account. The words stay with the city.</summary>
internal sealed class PersonsInOffers(AppDb db) : IKeepPersons
{
    public string Room => "offers";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        return new
        {
            Consents = await db
                .Offers.Where(o => o.ConsentById == id)
                .OrderBy(o => o.Id)
                .Select(o => new
                {
                    Offer = o.Identifier,
                    Organisation = o.Organisation == null ? null : o.Organisation.Identifier,
                    o.ConsentAt,
                })
                .ToListAsync(cancel),
            Asked = await db
                .Introductions.Where(i => i.AskedById == id)
                .OrderBy(i => i.Id)
                .Select(i => new
                {
                    Offer = i.Offer!.Identifier,
                    i.Asker,
                    Entry = i.OwnOffer == null ? null : i.OwnOffer.Identifier,
                    i.Why,
                    i.AskedAt,
                    i.State,
                })
                .ToListAsync(cancel),
            Answered = await db
                .Introductions.Where(i => i.AnsweredById == id)
                .OrderBy(i => i.Id)
                .Select(i => new
                {
                    Offer = i.Offer!.Identifier,
                    i.Asker,
                    i.State,
                    i.Reason,
                    i.AnsweredAt,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        await db
            .Offers.Where(o => o.ConsentById == id)
            .ExecuteUpdateAsync(u => u.SetProperty(o => o.ConsentById, (long?)null), cancel);
        await db
            .Introductions.Where(i => i.AskedById == id)
            .ExecuteUpdateAsync(u => u.SetProperty(i => i.AskedById, (long?)null), cancel);
        await db
            .Introductions.Where(i => i.AnsweredById == id)
            .ExecuteUpdateAsync(u => u.SetProperty(i => i.AnsweredById, (long?)null), cancel);
    }
}
