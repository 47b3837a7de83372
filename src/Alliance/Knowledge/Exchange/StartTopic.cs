using System.Globalization;
using Alliance.Knowledge.Replications;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Asks something in a space, or puts a proposal before it.</summary>
public sealed class StartTopic(AppDb db, NameSprint sprints, MailLinks links, TimeProvider time)
{
    /// <param name="actor">Who is in the space; a decision is proposed by a member.</param>
    /// <param name="slug">The space.</param>
    /// <param name="stated">As it was typed.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The topic; sent twice, it is the first. Refused with <c>space-not-found</c>, <c>space-is-closed</c>, <c>not-allowed</c>, or
    /// <c>check-fields</c>: at <c>kind</c> <c>unknown-choice</c>; at <c>title</c> <c>title-missing</c>, <c>text-too-long</c>; at <c>text</c>
    /// <c>text-missing</c> (a proposal), <c>text-too-long</c>; at <c>link</c> <c>link-not-found</c>; at <c>until</c> <c>day-missing</c>
    /// (a proposal), <c>bad-day</c>, <c>day-is-over</c>.
    /// </returns>
    public async Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        StatedTopic stated,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
            return new Refusal("space-not-found");
        if (!access.IsOpen)
            return new Refusal("space-is-closed");
        var wrong = new List<FieldProblem>();
        void Wrong(string field, string why) => wrong.Add(new FieldProblem(field, new Refusal(why)));
        var now = time.GetUtcNow().InWholeSeconds().UtcDateTime;
        var known = Code.TryParse<TopicKind>(stated.Kind, out var kind);
        if (!known)
            Wrong("kind", "unknown-choice");
        else if (kind == TopicKind.Decision && !access.MayPropose)
            return new Refusal("not-allowed");
        var proposes = known && kind == TopicKind.Decision;
        var title = StatedValues.OneLine(stated.Title);
        if (title.Length is 0 or > Topic.TitleLength)
            Wrong("title", title.Length == 0 ? "title-missing" : "text-too-long");
        var text = Worded.Read(stated.Text, "text", language, wrong);
        if (proposes && text is null && !wrong.Exists(w => w.Field == "text"))
            Wrong("text", "text-missing");
        var link = stated.Link.Trim().Length == 0 ? null : TopicLink.Read(stated.Link, links.Of(""));
        if (
            stated.Link.Trim().Length > 0
            && (link is null || await TopicLink.NameAsync(db, sprints, link, cancel) is null)
        )
            Wrong("link", "link-not-found");
        var until = proposes ? ReadDay(stated.Until, now, Wrong) : null;
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var topic = new Topic
        {
            SpaceId = access.Space.Id,
            Kind = kind,
            Title = new LocalText(language.Code, title),
            Text = text,
            Link = link,
            AuthorId = actor.AccountId,
            At = now,
            AskedUntil = until,
        };
        if (await SameAsync(topic, cancel) is { } same)
            return same;
        db.SpaceTopics.Add(topic);
        await db.SaveChangesAsync(cancel);
        return topic;
    }

    private static DateOnly? ReadDay(string typed, DateTime now, Action<string, string> wrong)
    {
        if (typed.Trim().Length == 0)
            wrong("until", "day-missing");
        else if (
            !DateOnly.TryParseExact(
                typed.Trim(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            wrong("until", "bad-day");
        // A day that is over here may still last where the writer is.
        else if (day < DateOnly.FromDateTime(now).AddDays(-1))
            wrong("until", "day-is-over");
        else
            return day;
        return null;
    }

    // A button that was pressed twice.
    private async Task<Topic?> SameAsync(Topic topic, CancellationToken cancel)
    {
        var last = await db
            .SpaceTopics.Where(t => t.SpaceId == topic.SpaceId && t.AuthorId == topic.AuthorId)
            .OrderByDescending(t => t.Id)
            .FirstOrDefaultAsync(cancel);
        return
            last is not null
            && last.At > topic.At.AddMinutes(-10)
            && last.Kind == topic.Kind
            && last.Title.Equals(topic.Title)
            && Equals(last.Text, topic.Text)
            ? last
            : null;
    }
}

/// <summary>A topic as it was typed.</summary>
/// <param name="Kind">A code of <see cref="TopicKind"/>.</param>
/// <param name="Text">Of a decision what is proposed; else what else there is to say, or empty.</param>
/// <param name="Link">The address of what it is about, or empty.</param>
/// <param name="Until">Of a decision: the day until which positions are asked for.</param>
public sealed record StatedTopic(string Kind, string Title, string Text, string Link, string Until);
