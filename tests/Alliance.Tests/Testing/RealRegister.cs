using Alliance.Transparency;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Testing;

/// <summary>The cities' own deals, as they are shipped.</summary>
public static class RealRegister
{
    /// <summary>An application that holds them, and lets a test ask as often as it likes.</summary>
    public static async Task<TestApp> StartAsync(DatabaseKind on, Action<IServiceCollection>? services = null)
    {
        var app = await TestApp.StartAsync(
            await TestDatabase.RealAsync(on),
            services,
            settings: s =>
                s with
                {
                    ReadsPerMinute = 1_000_000,
                    ExportsPerMinute = 1_000_000,
                    WritesPerMinute = 1_000_000,
                }
        );
        await app.ChangedAsync();
        return app;
    }

    /// <summary>
    /// Says of a collected version that it was released here, so that there is a log to look at. No deal of the register
    /// ever was.
    /// </summary>
    public static async Task LogAsync(this TestApp app, string deal = "ma-11")
    {
        var hash = await app.WithDbAsync(db =>
            db.DealVersions.Where(v => v.Deal!.Identifier == deal && v.Number == 1).Select(v => v.Hash).SingleAsync()
        );
        await app.RaiseAsync(
            LoggedKinds.Released,
            new
            {
                Deal = deal,
                Number = 1,
                Hash = hash,
                At = app.Time.GetUtcNow().UtcDateTime,
            }
        );
        await app.SettleAsync();
    }
}
