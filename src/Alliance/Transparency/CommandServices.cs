using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Transparency;

/// <summary>The database and the acts, without a web server, for commands.</summary>
internal static class CommandServices
{
    public static async Task<ServiceProvider> StartAsync(AllianceSettings settings, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(settings.Connection);
        services.AddPackages();
        var provider = services.BuildServiceProvider();
        await Migrating.ApplyAsync(provider, cancellationToken: cancel);
        return provider;
    }

    /// <summary>A terminal's language is that of its environment; English where the interface does not speak it.</summary>
    public static Reader Reader() =>
        new(Language.Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Language.English);
}
