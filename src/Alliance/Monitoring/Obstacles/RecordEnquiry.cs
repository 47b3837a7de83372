using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Obstacles;

/// <summary>To whom an obstacle was taken and what was answered, as it was typed.</summary>
/// <param name="Obstacle">See <see cref="ObstacleName"/>.</param>
/// <param name="Number">Which enquiry it goes on with; 0 for a new one.</param>
/// <param name="After">The version that was seen; 0 for a new one.</param>
/// <param name="Country">One of <see cref="Enquiry.Countries"/>, or the city's own.</param>
/// <param name="AskedOn">A day as <c>2026-03-05</c>, as <paramref name="AnsweredOn"/>.</param>
/// <param name="Outcome">A code of <see cref="EnquiryOutcome"/>.</param>
public sealed record StatedEnquiry(
    string Obstacle,
    int Number,
    int After,
    string Addressee,
    string Country,
    string AskedOn,
    string Asked,
    string Link,
    string Outcome,
    string AnsweredOn,
    string Answer,
    string AnswerLink
);

/// <summary>Records to whom a city has taken an obstacle, or what was answered. Everybody reads it.</summary>
public sealed class RecordEnquiry(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The enquiry. Refused with <c>obstacle-not-found</c>, <c>not-allowed</c>, <c>enquiry-not-found</c>, <c>enquired-meanwhile</c>; or with
    /// <c>check-fields</c>: at <c>addressee</c> <c>addressee-missing</c>; at <c>country</c> <c>country-missing</c>; at <c>asked-on</c> and
    /// <c>answered-on</c> <c>bad-day</c>, <c>day-to-come</c>, <c>answered-before-asked</c>; at <c>asked</c> <c>asked-missing</c>; at <c>answer</c>
    /// <c>answer-missing</c>; at <c>outcome</c> <c>outcome-missing</c>; at the links <c>bad-address</c>; at each text <c>text-too-long</c>,
    /// <c>address-with-password</c>.
    /// </returns>
    public async Task<Outcome<Enquiry>> RunAsync(
        Actor actor,
        StatedEnquiry stated,
        Language language,
        CancellationToken cancel = default
    )
    {
        // Whole seconds, as in the format: what goes out comes back the same.
        var now = time.GetUtcNow().InWholeSeconds();
        if (ObstacleName.Parse(stated.Obstacle) is not { } name)
            return new Refusal("obstacle-not-found");
        // A report that comes meanwhile may take the obstacle back.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var obstacle = await db
            .NamedObstacles.AsNoTracking()
            .Include(o => o.Deal)
                .ThenInclude(d => d!.City)
            .SingleOrDefaultAsync(
                o => o.Deal!.Identifier == name.Deal && o.Commitment == name.Commitment && o.Kind == name.Kind,
                cancel
            );
        if (obstacle is null)
            return new Refusal("obstacle-not-found");
        if (!DealRights.MayEdit(actor, obstacle.Deal!.CityId))
            return new Refusal("not-allowed");
        var before = await db
            .Enquiries.AsNoTracking()
            .Where(e => e.DealId == obstacle.DealId && e.Commitment == name.Commitment && e.Obstacle == name.Kind)
            .Select(e => new { e.Number, e.Version })
            .ToListAsync(cancel);
        var own = before.FindAll(e => e.Number == stated.Number);
        if (stated.Number != 0 && own.Count == 0)
            return new Refusal("enquiry-not-found");
        if (stated.After != (own.Count == 0 ? 0 : own.Max(e => e.Version)))
            return new Refusal("enquired-meanwhile");
        var judged = Judge(
            stated,
            obstacle,
            stated.Number > 0 ? stated.Number : before.Select(e => e.Number).Append(0).Max() + 1,
            language,
            now.UtcDateTime
        );
        if (judged.Refusal is { } wrong)
            return wrong;
        db.Enquiries.Add(judged.Value);
        db.Raise("obstacle-enquired", null, [$"deal:{name.Deal}", "measurements"], now);
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            return new Refusal("enquired-meanwhile");
        }
        return judged.Value;
    }

    private static Outcome<Enquiry> Judge(
        StatedEnquiry stated,
        NamedObstacle obstacle,
        int number,
        Language language,
        DateTime now
    )
    {
        var wrong = new List<FieldProblem>();
        void Wrong(string field, string code) => wrong.Add(new FieldProblem(field, new Refusal(code)));
        string? Text(string field, string typed, int most)
        {
            var text = StatedValues.OneLine(typed);
            if (text.Length > most)
                Wrong(field, "text-too-long");
            else if (StatedValues.HasPassword(text))
                Wrong(field, "address-with-password");
            return text.Length == 0 ? null : text;
        }
        string? Address(string field, string typed)
        {
            var address = StatedValues.Address(typed);
            if (address is null && typed.Trim().Length > 0)
                Wrong(field, "bad-address");
            return address;
        }
        DateOnly Day(string field, string typed)
        {
            if (!PartialDate.TryParseDay(typed, out var day))
                Wrong(field, "bad-day");
            else if (day > DateOnly.FromDateTime(now))
                Wrong(field, "day-to-come");
            return day;
        }

        var addressee = Text("addressee", stated.Addressee, Enquiry.AddresseeLength);
        if (addressee is null)
            Wrong("addressee", "addressee-missing");
        if (stated.Country != obstacle.Deal!.City!.Country && !Enquiry.Countries.Contains(stated.Country))
            Wrong("country", "country-missing");
        var askedOn = Day("asked-on", stated.AskedOn);
        var asked = Text("asked", stated.Asked, Enquiry.TextLength);
        if (asked is null)
            Wrong("asked", "asked-missing");
        var link = Address("link", stated.Link);
        var answer = Text("answer", stated.Answer, Enquiry.TextLength);
        var answerLink = Address("answer-link", stated.AnswerLink);
        DateOnly? answeredOn = null;
        if (!Code.TryParse<EnquiryOutcome>(stated.Outcome, out var outcome))
            Wrong("outcome", "outcome-missing");
        else if (outcome != EnquiryOutcome.Open)
        {
            answeredOn = Day("answered-on", stated.AnsweredOn);
            if (answeredOn < askedOn && wrong.TrueForAll(w => w.Field is not ("asked-on" or "answered-on")))
                Wrong("answered-on", "answered-before-asked");
            if (answer is null)
                Wrong("answer", "answer-missing");
        }
        // What was answered is no open question.
        else if ((answer ?? answerLink) is not null || stated.AnsweredOn.Length > 0)
            Wrong("outcome", "outcome-missing");
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        return new Enquiry
        {
            DealId = obstacle.DealId,
            Commitment = obstacle.Commitment,
            Obstacle = obstacle.Kind,
            Number = number,
            Version = stated.After + 1,
            Addressee = addressee!,
            Country = stated.Country,
            AskedOn = askedOn,
            Asked = asked!,
            Link = link,
            Outcome = outcome,
            AnsweredOn = answeredOn,
            Answer = answer,
            AnswerLink = answerLink,
            Language = language.Code,
            RecordedAt = now,
        };
    }
}
