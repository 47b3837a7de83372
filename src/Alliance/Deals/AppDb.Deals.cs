using Alliance.Deals;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<DealArea> DealAreas => Set<DealArea>();
    public DbSet<Party> Parties => Set<Party>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<DealVersion> DealVersions => Set<DealVersion>();
    public DbSet<VersionParty> VersionParties => Set<VersionParty>();

    private static IReadOnlyList<SearchSource> SearchedInDeals => [DealTerms.Source];

    private static void MapDeals(ModelBuilder model) => DealMapping.Map(model);
}
