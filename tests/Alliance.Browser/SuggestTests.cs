using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>The search box: a form for everybody, and suggestions where scripts run.</summary>
public sealed class SuggestTests(RealSite site)
{
    [Fact]
    public Task Suggestions_are_reached_by_the_arrow_keys_and_lead_on() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/de");
            var keyboard = visitor.Page.Keyboard;
            var box = visitor.Page.GetByRole(AriaRole.Combobox);
            var list = visitor.Page.GetByRole(AriaRole.Listbox);
            await visitor.TabToAsync("#q", 15);
            await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "false");
            await keyboard.TypeAsync("ma");
            await Assertions.Expect(list).ToBeHiddenAsync();
            await keyboard.TypeAsync("nn");
            await Assertions.Expect(list).ToBeVisibleAsync();
            await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
            await Assertions.Expect(visitor.Page.Locator(".suggest [role=status]")).ToContainTextAsync("Vorschläge");
            await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);

            await keyboard.PressAsync("ArrowDown");
            var first = visitor.Page.GetByRole(AriaRole.Option).First;
            await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
            await Assertions
                .Expect(box)
                .ToHaveAttributeAsync("aria-activedescendant", (await first.GetAttributeAsync("id"))!);
            // Up from the first one is the field again; up once more the last.
            await keyboard.PressAsync("ArrowUp");
            await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "false");
            await keyboard.PressAsync("ArrowUp");
            await Assertions
                .Expect(visitor.Page.GetByRole(AriaRole.Option).Last)
                .ToHaveAttributeAsync("aria-selected", "true");

            // Escape closes the list and keeps the words.
            await keyboard.PressAsync("Escape");
            await Assertions.Expect(list).ToBeHiddenAsync();
            await Assertions.Expect(box).ToHaveValueAsync("mann");
            await keyboard.PressAsync("ArrowDown");
            await Assertions.Expect(list).ToBeVisibleAsync();
            await keyboard.PressAsync("ArrowDown");
            await keyboard.PressAsync("Enter");
            await visitor.Page.ArriveAsync("**/de/cities/mannheim");
        });

    [Fact]
    public Task Enter_without_a_choice_searches() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/fi/search");
            await visitor.TabToAsync("#q", 15);
            await visitor.Page.Keyboard.TypeAsync("ilmasto");
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
            await visitor.Page.ArriveAsync("**/fi/search?q=ilmasto");
            Assert.NotEqual(0, await visitor.Page.Locator("mark").CountAsync());
        });

    [Fact]
    public Task A_suggestion_can_be_clicked_and_the_list_goes_with_the_focus() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en");
            await visitor.Page.Locator("#q").FillAsync("espoo");
            var option = visitor.Page.GetByRole(AriaRole.Option).First;
            await Assertions.Expect(option).ToBeVisibleAsync();
            await visitor.Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(option).ToBeHiddenAsync();
            await visitor.Page.Locator("#q").FillAsync("espoo ");
            await visitor.Page.Locator("#q").FillAsync("espoo");
            await option.ClickAsync();
            await visitor.Page.ArriveAsync("**/en/cities/espoo");
        });

    [Fact]
    public Task Without_scripts_the_form_searches_all_the_same() =>
        site.VisitAnewAsync(
            new() { JavaScriptEnabled = false },
            async visitor =>
            {
                await visitor.GoAsync("/sv");
                await visitor.Page.Locator("#q").FillAsync("umeå");
                await visitor.Page.Keyboard.PressAsync("Enter");
                await visitor.Page.ArriveAsync("**/sv/search?q=ume%C3%A5");
                Assert.NotEqual(0, await visitor.Page.Locator(".card").CountAsync());
            }
        );
}
