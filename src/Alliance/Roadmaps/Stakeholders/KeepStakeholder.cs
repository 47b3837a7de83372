using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

/// <summary>A stakeholder as it was typed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Turn">The state that was read (<see cref="Stakeholder.Turn"/>).</param>
/// <param name="Kind">A code of <see cref="OrganisationKind"/>.</param>
/// <param name="Nace">A section, or empty.</param>
/// <param name="SpeaksFor">Codes of <see cref="SeldomHeard"/>, with blanks between.</param>
/// <param name="Influence"><c>1</c> to <c>4</c>, or empty; as <paramref name="Interest"/>.</param>
/// <param name="State">
/// A code of <see cref="StakeholderState"/>; with <c>declined</c> the reason behind a point: <c>declined.no-time</c>.
/// </param>
/// <param name="NextOn">A day as <c>2026-03-05</c>, or empty; as <paramref name="PersonalUntil"/>.</param>
public sealed record StatedStakeholder(
    long? Id,
    int Turn,
    string Name,
    string Kind,
    string Nace,
    string SpeaksFor,
    string Influence,
    string Interest,
    string Does,
    string State,
    string NextStep,
    string NextOn,
    string KnownBy,
    string Remark,
    string PersonalUntil,
    bool Shown
);

/// <summary>Puts somebody on a city's stakeholder map, or changes what stands there.</summary>
public sealed class KeepStakeholder(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The stakeholder. Refused with <c>not-allowed</c>, <c>stakeholder-not-found</c>, <c>somebody-was-faster</c>, <c>map-is-full</c>; or with
    /// <c>check-fields</c>: at <c>name</c> <c>name-missing</c>, <c>on-the-map</c>; at <c>kind</c>, <c>nace</c>, <c>speaks-for</c>, <c>influence</c>,
    /// <c>interest</c>, <c>state</c> <c>unknown-choice</c>; at <c>next-step</c> <c>next-step-missing</c>; at <c>next-on</c> and <c>personal-until</c>
    /// <c>bad-day</c>; at <c>personal-until</c> also <c>kept-too-long</c>; at each text <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Stakeholder>> RunAsync(
        Actor actor,
        long city,
        StatedStakeholder stated,
        CancellationToken cancel = default
    )
    {
        if (!RoadmapRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        var known = stated.Id is { } id
            ? await db.Stakeholders.SingleOrDefaultAsync(s => s.Id == id && s.CityId == city, cancel)
            : null;
        if (stated.Id is not null && known is null)
            return new Refusal("stakeholder-not-found");
        if (known is not null && known.Turn != stated.Turn)
            return new Refusal("somebody-was-faster");
        if (known is null && await db.Stakeholders.CountAsync(s => s.CityId == city, cancel) >= Stakeholder.Most)
            return new Refusal("map-is-full", $"{Stakeholder.Most}");

        var now = time.GetUtcNow().UtcDateTime;
        var wrong = new List<FieldProblem>();
        var said = Judge(stated, city, now, wrong);
        if (said.NameKey.Length > 0)
        {
            var found = await FindPartner.ByNameAsync(db, said.Name, city, cancel);
            (said.OrganisationId, said.Nace) = (found?.Id, said.Nace ?? found?.Nace);
            var own = known?.Id;
            if (
                await db.Stakeholders.AnyAsync(
                    s =>
                        s.CityId == city
                        && s.Id != own
                        && (
                            s.NameKey == said.NameKey
                            || (found != null && (s.Organisation!.MergedIntoId ?? s.OrganisationId) == found.Id)
                        ),
                    cancel
                )
            )
                wrong.Add(new FieldProblem("name", new Refusal("on-the-map")));
        }
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };

        if (known is null)
            db.Stakeholders.Add(said);
        else
            Take(known, said);
        db.Raise("stakeholder-kept", null, [$"stakeholders:{city}"], time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            db.ChangeTracker.Clear();
            return new Refusal("somebody-was-faster");
        }
        return known ?? said;
    }

    private static void Take(Stakeholder known, Stakeholder said)
    {
        (known.Name, known.NameKey, known.OrganisationId) = (said.Name, said.NameKey, said.OrganisationId);
        (known.Kind, known.Nace, known.SpeaksFor) = (said.Kind, said.Nace, said.SpeaksFor);
        (known.Influence, known.Interest, known.Does) = (said.Influence, said.Interest, said.Does);
        (known.State, known.Declined) = (said.State, said.Declined);
        (known.NextStep, known.NextOn) = (said.NextStep, said.NextOn);
        (known.KnownBy, known.Remark, known.PersonalUntil) = (said.KnownBy, said.Remark, said.PersonalUntil);
        (known.Shown, known.ChangedAt) = (said.Shown, said.ChangedAt);
        known.Turn++;
    }

    private static Stakeholder Judge(StatedStakeholder stated, long city, DateTime now, List<FieldProblem> wrong)
    {
        void Wrong(string field, string code, params string[] values) =>
            wrong.Add(new FieldProblem(field, new Refusal(code, values)));
        string Text(string field, string typed, int most = Stakeholder.TextLength)
        {
            var text = typed.ReplaceLineEndings("\n").Trim();
            if (text.Length > most)
                Wrong(field, "text-too-long");
            return text;
        }
        int? Step(string field, string typed)
        {
            if (typed.Length == 0)
                return null;
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                if (step is >= 1 and <= Stakeholder.Steps)
                    return step;
            Wrong(field, "unknown-choice");
            return null;
        }
        DateOnly? Day(string field, string typed)
        {
            if (typed.Length == 0)
                return null;
            if (PartialDate.TryParseDay(typed, out var day))
                return day;
            Wrong(field, "bad-day");
            return null;
        }

        var today = DateOnly.FromDateTime(now);
        var name = string.Join(' ', Text("name", stated.Name, Stakeholder.NameLength).Split('\n'));
        if (name.Length == 0)
            Wrong("name", "name-missing");
        if (!Code.TryParse<OrganisationKind>(stated.Kind, out var kind))
            Wrong("kind", "unknown-choice");
        if (stated.Nace is not "" and not { Length: 1 } || stated.Nace is [< 'A' or > 'V'])
            Wrong("nace", "unknown-choice");
        var groups = new List<SeldomHeard>();
        foreach (var code in stated.SpeaksFor.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
            if (Code.TryParse<SeldomHeard>(code, out var group))
                groups.Add(group);
            else
                Wrong("speaks-for", "unknown-choice");
        var state = StakeholderState.ToContact;
        DeclineReason? declined = null;
        switch (stated.State.Split('.'))
        {
            case ["declined", var why] when Code.TryParse<DeclineReason>(why, out var reason):
                (state, declined) = (StakeholderState.Declined, reason);
                break;
            case [var one] when Code.TryParse(one, out state) && state != StakeholderState.Declined:
                break;
            default:
                Wrong("state", "unknown-choice");
                break;
        }
        var (step, on) = (Text("next-step", stated.NextStep), Day("next-on", stated.NextOn));
        if (on is not null && step.Length == 0)
            Wrong("next-step", "next-step-missing");
        var (knownBy, remark) = (Text("known-by", stated.KnownBy), Text("remark", stated.Remark));
        var until = Day("personal-until", stated.PersonalUntil);
        var personal = knownBy.Length + remark.Length > 0;
        if (personal && (until > today.AddMonths(Stakeholder.MonthsAtMost) || until <= today))
            Wrong("personal-until", "kept-too-long", $"{Stakeholder.MonthsAtMost}");
        return new Stakeholder
        {
            CityId = city,
            Name = name,
            NameKey = FindPartner.KeyOf(name),
            Kind = kind,
            Nace = stated.Nace.Length == 0 ? null : stated.Nace,
            SpeaksFor = groups,
            Influence = Step("influence", stated.Influence),
            Interest = Step("interest", stated.Interest),
            Does = Text("does", stated.Does),
            State = state,
            Declined = declined,
            NextStep = step,
            NextOn = on,
            KnownBy = knownBy,
            Remark = remark,
            PersonalUntil = personal ? until ?? today.AddMonths(Stakeholder.UsualMonths) : null,
            Shown = stated.Shown,
            ChangedAt = now,
        };
    }
}
