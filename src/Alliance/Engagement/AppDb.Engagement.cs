using Alliance.Engagement;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Following> Followings => Set<Following>();

    private static void MapEngagement(ModelBuilder model) => FollowingMapping.Map(model);
}
