using Alliance.Tests.Testing;

namespace Alliance.Tests.Platform.Data;

public sealed class MigratingTests
{
    [Theory, EachDatabase]
    public async Task The_home_page_is_served(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var page = await app.Client.GetStringAsync("/en", TestContext.Current.CancellationToken);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
    }
}
