using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Reviews;

/// <summary>What a reviewing city answers.</summary>
public enum ReviewAnswer
{
    Yes,
    Partly,
    No,

    /// <summary>It cannot know from where it is.</summary>
    CannotSay,
}

/// <summary>
/// What another city says of a practice: whether it is clear, and whether it is true as far as that city can tell. One a city; a later one takes its
/// place. It is the city's word, and says of no person that they gave it.
/// </summary>
public sealed class PracticeReview
{
    public const int RemarkLength = 1000;

    public long Id { get; private set; }
    public long PracticeId { get; private set; }
    public Practice? Practice { get; private set; }
    public required long CityId { get; init; }
    public City? City { get; init; }
    public required ReviewAnswer IsClear { get; set; }
    public required ReviewAnswer IsTrue { get; set; }

    /// <summary>In the language it was written in.</summary>
    public LocalText? Remark { get; set; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTime At { get; set; }

    /// <summary>Which state was read (<see cref="StateOf"/>): a practice that was written anew says so beside its older reviews.</summary>
    public required string Of { get; set; }

    public const int StateLength = 16;

    /// <summary>What a practice says in its own language, in short. Translations and who names it change nothing of it.</summary>
    public static string StateOf(Practice practice)
    {
        var said = new StringBuilder();
        var told = practice.Told;
        Say("kind", Platform.Data.Code.Of(practice.Kind));
        Say("title", practice.Title);
        Say("text", practice.Text);
        Say("problem", told.Problem);
        Say("done", told.Done);
        Say("by", string.Join(';', (told.By ?? []).Select(b => b.Name)));
        Say("cost", told.Cost?.Money, told.Cost?.Currency, told.Cost?.PersonMonths, told.Cost?.Months, told.Cost?.Note);
        foreach (var r in told.Results ?? [])
            Say(
                "result",
                r.Text,
                r.Value,
                r.Unit,
                r.Trust is { } trust ? Platform.Data.Code.Of(trust) : null,
                r.Deal,
                r.Promise
            );
        Say("went-wrong", told.WentWrong);
        Say("advice", told.Advice);
        foreach (var c in told.Components ?? [])
            Say(
                "component",
                c.Key,
                Platform.Data.Code.Of(c.Importance),
                c.Title,
                c.Text,
                c.Enablers,
                string.Join(';', (c.Obstacles ?? []).Select(o => Platform.Data.Code.Of(o))),
                c.ObstacleText
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())))[..StateLength];

        void Say(string field, params object?[] values)
        {
            said.Append(field);
            foreach (var value in values)
                said.Append('\u001f')
                    .Append(
                        value is decimal number ? TypedNumber.Print(number, CultureInfo.InvariantCulture) : $"{value}"
                    );
            said.Append('\u001e');
        }
    }
}
