using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Totals;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Sends a report on everything somebody was asked about, or on part of it; nothing of it is stored if something is wrong.</summary>
public sealed class SendReport(AppDb db, KeepEvidence evidence, WhoReports who, TimeProvider time)
{
    /// <returns>
    /// The number of promises reported on. Refused with <c>report-not-found</c>, <c>report-empty</c>, <c>somebody-was-faster</c>; or with
    /// <c>check-fields</c>, each field named <c>FIELD-QUESTION</c>: what <see cref="RecordMeasurement"/> says of a number, and
    /// <c>reported-already</c>, <c>reported-meanwhile</c>, <c>reason-missing</c>, <c>text-too-long</c>, <c>bad-address</c>, <c>address-with-password</c>,
    /// <c>link-or-file</c>, <c>file-too-large</c>, <c>evidence-kind</c>, <c>too-many-evidence-files</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(
        ReportDoor door,
        IReadOnlyList<StatedAnswer> answers,
        Language language,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow().InWholeSeconds();
        var problems = new List<FieldProblem>();
        var files = new Dictionary<long, ReceivedFile>();
        foreach (var answer in answers)
        {
            var (file, wrong) = await KeepEvidence.ReadAsync(answer.Sent, cancel);
            if (wrong is not null)
                problems.Add(new FieldProblem(Field("file", answer.Question), wrong));
            if (file is not null)
                files[answer.Question] = file;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        if (await door.FindAsync(db, now.UtcDateTime, cancel) is not { } request)
            return new Refusal("report-not-found");
        var said = answers
            .Where(a =>
                (!a.IsEmpty || a.AsksForHelp || a.StillTrue || a.Corrects > 0)
                && request.Questions.Exists(q => q.Id == a.Question)
            )
            .ToList();
        if (said.Count == 0)
            return new Refusal("report-empty");
        var mailbox = await who.OfCityAsync(request.CityId, request.Email, cancel);
        var today = (await CityClock.LoadAsync(db, request.CityId, now, cancel)).Today;
        var known = (await AskedPromise.LoadAsync(db, request, cancel)).ToList();
        if (await OpenImport.HoldsAsync(db, known.Select(k => k.Deal.Id), cancel))
            return new Refusal("import-running");
        var deals = new HashSet<string>();
        var measured = new HashSet<string>();
        var (reported, helped) = (0, 0);
        foreach (var stated in said)
        {
            // A promise that a change of the deal has dropped is not asked about any more.
            if (known.FirstOrDefault(k => k.Question.Id == stated.Question) is not { } asked)
                continue;
            var answer = stated.Carried(asked.Before);
            if (answer.AsksForHelp)
            {
                var help = StatedValues.OneLine(answer.Help);
                (asked.Question.WantsHelp, asked.Question.Help, asked.Question.HelpedAt) = (true, help, null);
                helped++;
            }
            if (answer.Corrects == 0 && (answer.IsEmpty || answer.IsUntouched(asked.Before)))
            {
                // Nothing but a wish: its words are looked at all the same.
                Check("help", answer.Help, answer.Question, problems);
                continue;
            }
            if (files.TryGetValue(answer.Question, out var file))
            {
                // The link of the last report stands there already; a file takes its place.
                if (answer.Link.Trim().Length > 0 && answer.Link.Trim() != (asked.Reported ?? asked.Before)?.Link)
                    problems.Add(new FieldProblem(Field("file", answer.Question), new Refusal("link-or-file")));
                if (
                    await evidence.AddAsync(asked.Deal.Id, asked.Promise.Key, file, now.UtcDateTime, cancel) is { } full
                )
                    problems.Add(new FieldProblem(Field("file", answer.Question), full));
                answer = answer with { Link = evidence.AddressOf(file) };
            }
            var author = door.AuthorFor(asked.Party, mailbox);
            if (Judge(answer, asked, author, language, now, today, problems) is not { } report)
                continue;
            db.Reports.Add(report.Report);
            if (report.Measurement is { } measurement)
            {
                db.Measurements.Add(measurement);
                // A year and its last quarter may be asked about together: the second is judged with what was said of the first.
                for (var i = 0; i < known.Count; i++)
                    if ((known[i].Deal.Id, known[i].Promise.Key) == (asked.Deal.Id, asked.Promise.Key))
                        known[i] = known[i] with { Progress = known[i].Progress.And(asked.Deal, measurement) };
                measured.Add(
                    MeasurementDocument.IdOf(
                        asked.Deal.Identifier,
                        measurement.Commitment,
                        measurement.Period,
                        measurement.Version
                    )
                );
            }
            asked.Question.AnsweredAt ??= now.UtcDateTime;
            await OverrideHealth.EndAsync(db, asked.Deal.Id, asked.Promise.Key, now, cancel);
            deals.Add(asked.Deal.Identifier);
            reported++;
        }
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        if (reported + helped == 0)
            return new Refusal("report-empty");
        request.Touch();
        db.Raise("promise-reported", null, [.. deals.Select(d => "deal:" + d), "measurements"], now);
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        if (door.Token is not null)
            await StaleContacts.HeardFromAsync(db, request, now.UtcDateTime, cancel);
        await FollowObstacles.RunAsync(db, deals, cancel);
        if (measured.Count > 0)
            await Rollups.FollowAsync(db, deals, measured, cancel: cancel);
        await transaction.CommitAsync(cancel);
        return reported + helped;
    }

    private static (Report Report, Measurement? Measurement)? Judge(
        StatedAnswer answer,
        AskedPromise asked,
        Author author,
        Language language,
        DateTimeOffset now,
        DateOnly today,
        List<FieldProblem> problems
    )
    {
        var before = problems.Count;
        void Wrong(string field, Refusal why) => problems.Add(new FieldProblem(Field(field, answer.Question), why));
        string? Text(string field, string typed) => Check(field, typed, answer.Question, problems);

        if (asked.Reported is not null && answer.Corrects == 0)
            Wrong("value", new Refusal("reported-already"));
        else if (answer.Corrects != (asked.Reported?.Version ?? 0))
            Wrong("value", new Refusal("reported-meanwhile"));
        var sentence = Text("sentence", answer.Sentence);
        Text("help", answer.Help);
        var reason = Text("reason", answer.Reason);
        if (answer.Corrects > 0 && reason is null)
            Wrong("reason", new Refusal("reason-missing"));
        if (answer.Corrects > 0 && answer.IsEmpty)
            Wrong("sentence", new Refusal("report-empty"));
        var link = StatedValues.Address(answer.Link);
        if (link is null && answer.Link.Trim().Length > 0)
            Wrong("link", new Refusal("bad-address"));
        var measured = Measured(answer, asked, author, language, now, today, Wrong);
        if (problems.Count > before)
            return null;
        return (
            new Report
            {
                DealId = asked.Deal.Id,
                Commitment = asked.Promise.Key,
                Period = asked.Question.Period,
                Version = answer.Corrects + 1,
                Delivery = Code.TryParse<Delivery>(answer.Delivery, out var delivery) ? delivery : null,
                Sentence = sentence,
                Language = language.Code,
                Link = link,
                Obstacles =
                [
                    .. answer
                        .Obstacles.Where(o => Code.TryParse<Obstacle>(o, out _))
                        .Select(Code.Parse<Obstacle>)
                        .Distinct()
                        .Order(),
                ],
                Measured = measured?.Version ?? (answer.Corrects > 0 ? asked.Reported!.Measured : null),
                Reason = answer.Corrects > 0 ? reason : null,
                ByOrganisationId = author.OrganisationId,
                OnBehalf = author.OnBehalf,
                AccountId = author.AccountId,
                RecordedAt = now.UtcDateTime,
            },
            measured
        );
    }

    // Null where no number was given, or the same one as before, with the same evidence.
    private static Measurement? Measured(
        StatedAnswer answer,
        AskedPromise asked,
        Author author,
        Language language,
        DateTimeOffset now,
        DateOnly today,
        Action<string, Refusal> wrong
    )
    {
        var there = asked.Progress.Current.FirstOrDefault(m => m.Period == asked.Question.Period);
        if (string.IsNullOrWhiteSpace(answer.Value) && answer.Notation.Length == 0)
        {
            // A number is not taken back without a word: there is another, or a reason why there is none.
            if (answer.Corrects > 0 && there is not null)
                wrong("value", new Refusal("value-missing"));
            return null;
        }
        var judged = RecordMeasurement.Judge(
            new StatedMeasurement(
                asked.Deal.Identifier,
                asked.Promise.Key,
                asked.Question.Period.ToString(),
                answer.Value,
                answer.Unit,
                answer.Notation,
                answer.Span,
                // Who does not say how it came about has estimated it: the least that can be claimed.
                answer.Method.Length > 0
                    ? answer.Method
                    : Code.Of(MeasuringMethod.Estimated),
                string.IsNullOrWhiteSpace(answer.Source) ? new Reader(language)["report.own-source"] : answer.Source,
                answer.EvidenceOf(asked, there),
                "",
                answer.Corrects > 0 ? there?.Version ?? 0 : 0,
                answer.Reason,
                language.Culture
            ),
            asked.Deal.Id,
            asked.Progress,
            author,
            now,
            today
        );
        if (judged.Refusal is { Fields.Count: > 0 } fields)
        {
            foreach (var field in fields.Fields)
                // The link and the reason are judged with the report.
                if (field.Field is not ("evidence" or "reason"))
                    wrong(field.Field, field.Why);
            return null;
        }
        if (judged.Refusal is { } refused)
        {
            wrong("value", refused);
            return null;
        }
        var same =
            there is not null
            && (there.Value, there.Notation, there.Method, there.Source, there.Evidence)
                == (
                    judged.Value.Value,
                    judged.Value.Notation,
                    judged.Value.Method,
                    judged.Value.Source,
                    judged.Value.Evidence
                );
        return same ? null : judged.Value;
    }

    // The text as it is stored; null for none.
    private static string? Check(string field, string typed, long question, List<FieldProblem> problems)
    {
        var text = StatedValues.OneLine(typed);
        if (text.Length > Report.SentenceLength)
            problems.Add(new FieldProblem(Field(field, question), new Refusal("text-too-long")));
        else if (StatedValues.HasPassword(text))
            problems.Add(new FieldProblem(Field(field, question), new Refusal("address-with-password")));
        return text.Length == 0 ? null : text;
    }

    /// <summary>How a field of a question is named in the form: <c>value-17</c>.</summary>
    public static string Field(string field, long question) =>
        string.Create(CultureInfo.InvariantCulture, $"{field}-{question}");
}
