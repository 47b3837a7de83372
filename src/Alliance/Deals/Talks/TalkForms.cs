using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Talks;

/// <summary>The two forms that parties have, with an account or by a link: say something, and close a point.</summary>
public sealed class TalkForms(SayPoint say, AnswerPoint answer, Reader reader)
{
    /// <summary>What of the last form is to be shown again.</summary>
    public FormState Form { get; private set; } = FormState.Untouched;

    /// <summary>The point that could not be closed.</summary>
    public long? Wrong { get; private set; }

    /// <summary>True when it was said; else <see cref="Form"/> tells why not.</summary>
    public async Task<bool> SayAsync(Door door, IFormCollection form, CancellationToken cancel)
    {
        var typed = FormState.Read(form);
        var proposes = typed.GetValueOrDefault("way") == "propose";
        // Another part was chosen than the one whose words stand in the form: now that one's are shown.
        if (proposes && typed.GetValueOrDefault("of") is { } of && of != typed.GetValueOrDefault("about"))
        {
            typed.Remove("proposed");
            Form = new FormState(
                typed,
                new Refusal("check-fields") { Fields = [new FieldProblem("proposed", new Refusal("words-of-another"))] }
            );
            return false;
        }
        var said = await say.SayAsync(
            door,
            typed.GetValueOrDefault("about", ""),
            typed.GetValueOrDefault("text", ""),
            proposes ? typed.GetValueOrDefault("proposed", "") : null,
            reader.Culture,
            typed.GetValueOrDefault("submission") is { Length: > 0 and <= 60 } sent
                ? sent
                : Guid.NewGuid().ToString("N"),
            cancel
        );
        Form = new FormState(typed, said.Refusal);
        return said.Refusal is null;
    }

    /// <summary>True when the point is closed; else <see cref="Form"/> and <see cref="Wrong"/> tell which and why not.</summary>
    public async Task<bool> CloseAsync(Door door, IFormCollection form, CancellationToken cancel)
    {
        var typed = FormState.Read(form);
        var parts = typed.GetValueOrDefault("close", "").Split(':');
        if (
            parts.Length != 2
            || !Code.TryParse<PointAnswer>(parts[0], out var way)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        )
            return false;
        var closed = await answer.CloseAsync(door, id, way, typed.GetValueOrDefault($"reason-{id}", ""), cancel);
        (Form, Wrong) = (new FormState(typed, closed.Refusal), closed.Refusal is null ? null : id);
        return closed.Refusal is null;
    }
}
