using Alliance.Network;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Collection> Collections => Set<Collection>();
    public DbSet<PolicyArea> PolicyAreas => Set<PolicyArea>();
    public DbSet<City> Cities => Set<City>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Mandate> Mandates => Set<Mandate>();
    public DbSet<Project> Projects => Set<Project>();

    private static IReadOnlyList<SearchSource> SearchedInNetwork => [CityTerms.Source, OrganisationTerms.Source];

    private static void MapNetwork(ModelBuilder model) => NetworkMapping.Map(model);
}
