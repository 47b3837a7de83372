namespace Alliance.Platform.Web;

/// <summary>
/// A page that means the same whatever stands behind the question mark. That is taken away before the cache looks: else everybody could have it
/// made anew by writing something else there.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesNoQueryAttribute : Attribute
{
    public static bool Has(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<TakesNoQueryAttribute>() is not null;
}
