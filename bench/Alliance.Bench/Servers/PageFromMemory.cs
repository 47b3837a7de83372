using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Deals.Parts;
using Alliance.Design;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Alliance.Bench.Servers;

/// <summary>
/// The deal's page as the product renders it, with all that stands around it, but of deals that were read beforehand:
/// what remains when no database is asked.
/// </summary>
internal static class PageFromMemory
{
    /// <summary>Deals that are read; more would only take memory.</summary>
    public const int Deals = 1_000;

    public static async Task ServeAsync(string connection, int port)
    {
        var folder = Directory.CreateTempSubdirectory("alliance-bench-");
        try
        {
            var details = await LoadAsync(connection);
            var settings = new AllianceSettings(
                folder.FullName,
                connection,
                $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"
            )
            {
                ReadsPerMinute = int.MaxValue,
            };
            await using var app = AllianceApp.Build(
                settings,
                services =>
                {
                    services.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
                    services.AddSingleton(details);
                    // The same root as for every page; it finds the pages of this assembly, hence the one below.
                    services.AddSingleton(
                        new Routes(routes => routes.MapRazorComponents<MemoryRoot>().WithStaticAssets())
                    );
                }
            );
            await app.RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DetailsInMemory> LoadAsync(string connection)
    {
        await using var app = AllianceApp.Build(new AllianceSettings("", connection, "http://127.0.0.1:0"));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var index = scope.ServiceProvider.GetRequiredService<DealIndex>();
        var sample = await Sample.DrawAsync(connection, Deals);
        var details = new DetailsInMemory();
        foreach (var deal in sample.Deals)
            details[deal.Slug] = (await DealPageQueries.LoadAsync(db, index, deal.Slug))!;
        return details;
    }
}

/// <summary>By the deal's address.</summary>
public sealed class DetailsInMemory() : Dictionary<string, DealDetails>(StringComparer.Ordinal);

public sealed class MemoryRoot : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<App>(0);
        builder.CloseComponent();
    }
}

/// <summary>What <c>Deals/Pages/DealPage.razor</c> is, but for the reading.</summary>
[Route("/{Lang:lang}/memory/{Slug}")]
public sealed class MemoryDealPage : ComponentBase
{
    [Parameter]
    public string Lang { get; set; } = "";

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    public required DetailsInMemory Details { get; init; }

    [Inject]
    public required Reader Reader { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var details = Details[Slug];
        builder.OpenComponent<PageHead>(0);
        builder.AddComponentParameter(1, nameof(PageHead.Title), details.Deal.Title.In(Reader.Language).Text);
        builder.AddComponentParameter(2, nameof(PageHead.Description), details.Deal.Summary.In(Reader.Language).Text);
        builder.CloseComponent();
        builder.OpenComponent<DealView>(3);
        builder.AddComponentParameter(4, nameof(DealView.Details), details);
        builder.AddComponentParameter(5, nameof(DealView.Today), DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime));
        builder.CloseComponent();
    }
}
