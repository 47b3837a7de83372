namespace Alliance.Browser;

/// <summary>
/// That no page breaks the content policy or asks another server is part of every visit in these tests; here is shown
/// that it would be noticed.
/// </summary>
public sealed class PolicyTests(RealSite site)
{
    [Fact]
    public Task A_visitor_notices_what_no_page_may_do() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en/about");
            Assert.Empty(visitor.Complaints());
            await visitor.Page.EvaluateAsync(
                """
                () => {
                  document.body.insertAdjacentHTML('beforeend', '<p style="color: red">Red</p>');
                  const script = document.createElement('script');
                  script.textContent = 'window.broken = true';
                  document.body.append(script);
                  return fetch('http://elsewhere.example/').catch(() => null);
                }
                """
            );
            var noticed = string.Join('\n', visitor.Complaints());
            Assert.Contains("inline style", noticed, StringComparison.Ordinal);
            Assert.Contains("inline script", noticed, StringComparison.Ordinal);
            Assert.Contains("elsewhere.example", noticed, StringComparison.Ordinal);
            Assert.False(await visitor.Page.EvaluateAsync<bool>("() => !!window.broken"));
        });
}
