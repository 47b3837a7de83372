using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Web;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Sprints.Board;

internal static class BoardModule
{
    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services
            .AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = BoardHub.MostBytes;
                hub.MaximumParallelInvocationsPerClient = 1;
                hub.EnableDetailedErrors = false;
            })
            .AddJsonProtocol(json => JsonColumn.Apply(json.PayloadSerializerOptions));
        services.AddSingleton<BoardNode>();
        services.AddSingleton<LiveBoards>();
        services.AddHostedService<BoardListener>();
        services.AddScoped<JoinBoard>();
        services.AddScoped<WriteOnBoard>();
        services.AddScoped<StartBoard>();
        services.AddScoped<GiveBoardLink>();
        services.AddScoped<KeepPhoto>();
        services.AddSingleton(new Routes(MapHub));
        services.AddSingleton(new Routes(BoardPhotos.Map));
        services.AddSingleton(new Job("board-names", TimeSpan.FromHours(6), ForgetBoardNames.RunAsync));
        services.AddScoped<HoldsLink>(s => http => BoardAccess.HasJoinedAsync(s.GetRequiredService<AppDb>(), http));
        return services;
    }

    // Three hundred people in a hall come from one address; a participant's own limit stands in LiveBoard.
    private static void MapHub(IEndpointRouteBuilder routes) =>
        routes
            .MapHub<BoardHub>(BoardHub.Path, line => line.ApplicationMaxBufferSize = 64 * 1024)
            .WithMetadata(new DisableRateLimitingAttribute());
}
