namespace Alliance.Platform.Web;

/// <summary>Addresses that a module serves beside its pages: <c>services.AddSingleton(new Routes(r => r.MapGet(…)))</c>.</summary>
public sealed record Routes(Action<IEndpointRouteBuilder> Map);
