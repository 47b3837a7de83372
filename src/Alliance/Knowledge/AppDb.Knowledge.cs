using Alliance.Knowledge;
using Alliance.Knowledge.Exchange;
using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Publications;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Reviews;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Practice> Practices => Set<Practice>();
    public DbSet<PracticeLink> PracticeLinks => Set<PracticeLink>();
    public DbSet<Replication> Replications => Set<Replication>();
    public DbSet<PracticeReview> PracticeReviews => Set<PracticeReview>();
    public DbSet<CityFit> CityFits => Set<CityFit>();
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<Edition> Editions => Set<Edition>();
    public DbSet<Space> Spaces => Set<Space>();
    public DbSet<SpaceMember> SpaceMembers => Set<SpaceMember>();
    public DbSet<SpaceInvitation> SpaceInvitations => Set<SpaceInvitation>();
    public DbSet<Topic> SpaceTopics => Set<Topic>();
    public DbSet<Answer> SpaceAnswers => Set<Answer>();
    public DbSet<Position> SpacePositions => Set<Position>();
    public DbSet<SpaceDocument> SpaceDocuments => Set<SpaceDocument>();

    private static IReadOnlyList<SearchSource> SearchedInKnowledge => [PracticeTerms.Source];

    private static void MapKnowledge(ModelBuilder model)
    {
        PracticeMapping.Map(model);
        ReplicationMapping.Map(model);
        FitMapping.Map(model);
        PublicationMapping.Map(model);
        ExchangeMapping.Map(model);
    }
}
