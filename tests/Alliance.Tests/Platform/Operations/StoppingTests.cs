using Alliance.Tests.Testing;

namespace Alliance.Tests.Platform.Operations;

public sealed class StoppingTests
{
    [Fact]
    public async Task A_request_under_way_is_answered_before_the_server_stops()
    {
        var asked = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var app = await TestApp.StartAsync(services: s =>
            s.AddProbe(
                "/slow",
                async () =>
                {
                    asked.SetResult();
                    await goOn.Task;
                    return "answered";
                }
            )
        );
        var answer = app.Client.GetStringAsync("/slow", TestContext.Current.CancellationToken);
        await asked.Task;

        var stopping = app.StopAsync();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        goOn.SetResult();

        Assert.Equal("answered", await answer);
        await stopping;
        await app.DisposeAsync();
    }
}
