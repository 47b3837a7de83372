using System.Security.Cryptography;
using System.Text;
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
        foreach (var text in (LocalText?[])[practice.Title, practice.Text, .. practice.Told.Texts()])
            said.Append(text).Append('\u001f');
        foreach (var result in practice.Told.Results ?? [])
            said.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{result.Value:0.######} {result.Unit}\u001f"
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())))[..StateLength];
    }
}
