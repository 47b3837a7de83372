using Alliance.Site.ComingIn;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<CityRequest> CityRequests => Set<CityRequest>();

    private static void MapSite(ModelBuilder model) => CityRequestMapping.Map(model);
}
