using System.Collections.Frozen;
using System.Text.Json;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Menu;

/// <summary>
/// The ready promises that come with the program: <c>partner.json</c> and <c>city.json</c>. Nobody is bound to them; a
/// promise may always be written in other words. Read once; a mistake in the files is a bug and stops the start.
/// </summary>
public sealed class DealMenu
{
    public static readonly DealMenu Shipped = new([.. Read(MenuSide.Partner), .. Read(MenuSide.City)]);

    private readonly FrozenDictionary<string, MenuAction> byId;

    public DealMenu(IReadOnlyList<MenuAction> actions)
    {
        foreach (var action in actions)
            Check(action);
        All = actions;
        byId = actions.ToFrozenDictionary(a => a.Id, StringComparer.Ordinal);
    }

    /// <summary>The partners' first, then the city's; each side in the order of its file.</summary>
    public IReadOnlyList<MenuAction> All { get; }

    public MenuAction? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>What fits. Where an area is asked for, those come first whose main area it is.</summary>
    public IReadOnlyList<MenuAction> Choose(MenuFilter filter) =>
        [
            .. All.Where(filter.Fits)
                .OrderBy(a => a.Side)
                .ThenByDescending(a => filter.Area is { } area && !a.SuitsEveryArea && a.Areas[0] == area),
        ];

    private static List<MenuAction> Read(MenuSide side)
    {
        using var stream = typeof(DealMenu).Assembly.GetManifestResourceStream(
            $"alliance.Deals.Menu.{Code.Of(side)}.json"
        )!;
        return [.. JsonSerializer.Deserialize<List<Line>>(stream, JsonColumn.Options)!.Select(l => l.On(side))];
    }

    private static void Check(MenuAction action)
    {
        Hold(
            action.Areas.Count > 0 && action.Areas.All(a => SharedAreas.Find(a) is not null),
            "an unknown policy area"
        );
        Hold(action.Kinds.Count > 0 && action.Kinds.Distinct().Count() == action.Kinds.Count, "no kind, or one twice");
        Hold(Units.All.Contains(action.Unit), $"the unknown unit {action.Unit}");
        Hold(action.Per is null || Units.Rates.Contains(action.Per), $"the unknown rate {action.Per}");
        foreach (var text in (LocalText[])[action.Title, action.Action, action.Indicator, action.Hint])
            Hold(
                Language.Offered.All(l => text.All.Any(t => t.Key == l.Code && t.Value.Length > 0)),
                $"a text that is missing in a language: {text}"
            );
        Hold(
            action.Action.All.Select(t => t.Value.Split(MenuAction.Gap).Length).Distinct().ToList() is [1 or 2],
            "a gap in some languages only, or more than one"
        );

        void Hold(bool sound, string otherwise)
        {
            if (!sound)
                throw new InvalidDataException($"The menu's action {action.Id} has {otherwise}.");
        }
    }

    // As an action stands in its file; without areas it suits all of them, without kinds everybody.
    private sealed record Line(
        string Id,
        List<string>? Areas,
        List<OrganisationKind>? Kinds,
        string Unit,
        string? Per,
        Direction Direction,
        Effort Effort,
        LocalText Title,
        LocalText Action,
        LocalText Indicator,
        LocalText Hint
    )
    {
        public MenuAction On(MenuSide side) =>
            new(
                Id,
                side,
                Areas ?? [.. SharedAreas.All.Select(a => a.Id)],
                Kinds ?? [.. Enum.GetValues<OrganisationKind>()],
                Unit,
                Per,
                Direction,
                Effort,
                Title,
                Action,
                Indicator,
                Hint
            );
    }
}
