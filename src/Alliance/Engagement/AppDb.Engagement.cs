using Alliance.Engagement;
using Alliance.Engagement.Offers;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Following> Followings => Set<Following>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<Introduction> Introductions => Set<Introduction>();

    private static IReadOnlyList<SearchSource> SearchedInEngagement => [OfferTerms.Source];

    private static void MapEngagement(ModelBuilder model)
    {
        FollowingMapping.Map(model);
        OfferMapping.Map(model);
    }
}
