using Microsoft.Extensions.Options;

namespace Alliance.Platform.Documents;

/// <summary>
/// How PDFs are made: <c>Alliance:Chromium</c> and <c>Alliance:ChromiumSandbox</c>, in the environment
/// <c>Alliance__Chromium</c> and so on. Nothing is required: without Chromium there are no PDFs, and the print views remain.
/// </summary>
public sealed class DocumentSettings
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The program; otherwise it is looked for on the PATH.</summary>
    public string? Chromium { get; set; }

    /// <summary>
    /// False where Chromium cannot build its sandbox: in containers, and under a unit that forbids namespaces. What is printed
    /// is our own, without scripts and without network.
    /// </summary>
    public bool ChromiumSandbox { get; set; } = true;

    /// <summary>Folders in the manner of PATH.</summary>
    internal string SearchedIn { get; set; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>Where the program lies; null where there is none.</summary>
    public string? Program =>
        OperatorSettings.Given(Chromium)
            ? Chromium
            : SearchedIn
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(_ => Names, Path.Combine)
                .FirstOrDefault(File.Exists);
}

/// <summary>A mistyped path would be noticed by the first reader who wants a PDF; better not to start.</summary>
internal sealed class DocumentSettingsCheck : IValidateOptions<DocumentSettings>
{
    public ValidateOptionsResult Validate(string? name, DocumentSettings options) =>
        OperatorSettings.Given(options.Chromium) && !File.Exists(options.Chromium)
            ? ValidateOptionsResult.Fail($"Alliance:Chromium names no program: {options.Chromium}")
            : ValidateOptionsResult.Success;
}

internal static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddOptions<DocumentSettings>().BindConfiguration("Alliance").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentSettings>, DocumentSettingsCheck>();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton(_ => new DocumentQueue());
        services.AddHostedService<MakeDocuments>();
        return services;
    }
}
