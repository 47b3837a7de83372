using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>
/// The mails of an introduction: one that asks, and one for each side once it is agreed. Where an organisation asks, its city's contact hears of both: it is
/// their name that is given.
/// </summary>
public sealed class IntroductionMails(AppDb db, MailLinks links)
{
    internal const string KeyOfAsking = "introduction-asked:";
    internal const string KeyOfOwnAsking = "introduction-of-own:";
    internal const string KeyOfAgreeing = "introduction-agreed:";

    /// <summary>No name and no words of who asks: those stand behind the link.</summary>
    internal void Ask(Introduction introduction, Offer offer, OfferSide asker, Person contact, DateTimeOffset now)
    {
        var reader = new Reader(contact.Language);
        var (title, name) = (offer.Title.In(reader.Language).Text, asker.Name.In(reader.Language).Text);
        db.Send(
            new Letter(
                FormattableString.Invariant($"{KeyOfAsking}{introduction.Id}"),
                contact.Email,
                contact.Language,
                reader["mail.introduction-asked.subject", title],
                [reader["mail.hello", contact.Name], reader["mail.introduction-asked.text", name, title]]
            )
            {
                Action = (reader["mail.introduction-asked.button"], LinkTo(introduction, reader)),
                Footnotes = [reader["mail.introduction-asked.why"]],
            },
            now
        );
    }

    /// <summary>To the contact of the city whose organisation asks. No name of a person, and no words of who asks, either.</summary>
    internal void TellOwn(Introduction introduction, Offer offer, OfferSide asker, Person contact, DateTimeOffset now)
    {
        var reader = new Reader(contact.Language);
        var (title, name) = (offer.Title.In(reader.Language).Text, asker.Name.In(reader.Language).Text);
        var city = offer.City!.Name.In(reader.Language).Text;
        db.Send(
            new Letter(
                FormattableString.Invariant($"{KeyOfOwnAsking}{introduction.Id}"),
                contact.Email,
                contact.Language,
                reader["mail.introduction-of-own.subject", name, title],
                [reader["mail.hello", contact.Name], reader["mail.introduction-of-own.text", name, title, city]]
            )
            {
                Action = (reader["mail.introduction-asked.button"], LinkTo(introduction, reader)),
                Footnotes = [reader["mail.introduction-asked.why"]],
            },
            now
        );
    }

    /// <param name="introduction">With its offer and the entry that it is about, both cities and organisations.</param>
    /// <param name="asker">Who asked, or in whose place their city's contact reads it.</param>
    /// <param name="asking">The contact of the city that asks.</param>
    /// <param name="asked">The contact of the city whose offer it is.</param>
    /// <param name="now">When it was agreed.</param>
    internal void Introduce(Introduction introduction, Person asker, Person asking, Person asked, DateTimeOffset now)
    {
        var offer = introduction.Offer!;
        db.Send(
            Agreed("asker", introduction, asker, Side(offer.Organisation, offer.City!, asker.Language), asked),
            now
        );
        // Whose name the other side gets hears of it also where somebody else asked.
        if (asking.AccountId != asker.AccountId && asking.AccountId != asked.AccountId)
            db.Send(
                Agreed("asking", introduction, asking, Side(offer.Organisation, offer.City!, asking.Language), asked),
                now
            );
        db.Send(
            Agreed(
                "asked",
                introduction,
                asked,
                Side(introduction.Organisation, introduction.City!, asked.Language),
                asking
            ),
            now
        );
    }

    private Letter Agreed(string to, Introduction introduction, Person reads, string other, Person contact)
    {
        var reader = new Reader(reads.Language);
        var title = introduction.Offer!.Title.In(reader.Language).Text;
        return new Letter(
            FormattableString.Invariant($"{KeyOfAgreeing}{introduction.Id}:{to}"),
            reads.Email,
            reads.Language,
            reader["mail.introduction-agreed.subject", title],
            [
                reader["mail.hello", reads.Name],
                reader["mail.introduction-agreed.text", other, title],
                .. introduction.OwnOffer is { } own
                    ? [reader["mail.introduction-agreed.entry", own.Title.In(reader.Language).Text]]
                    : Array.Empty<string>(),
                reader["mail.introduction-agreed.contact", contact.Name, contact.Email],
            ]
        )
        {
            Action = (reader["mail.introduction-agreed.button"], LinkTo(introduction, reader)),
        };
    }

    private string LinkTo(Introduction introduction, Reader reader) =>
        links.Of(reader.Language, FormattableString.Invariant($"workspace/introductions/{introduction.Id}"));

    private static string Side(Organisation? organisation, City city, Language language) =>
        organisation is null ? city.Name.In(language).Text : $"{organisation.Name}, {city.Name.In(language).Text}";
}
