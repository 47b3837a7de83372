using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Existing;
using Alliance.Deals.Joining;
using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<DealArea> DealAreas => Set<DealArea>();
    public DbSet<Party> Parties => Set<Party>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<ReportedFigure> ReportedFigures => Set<ReportedFigure>();
    public DbSet<DealVersion> DealVersions => Set<DealVersion>();
    public DbSet<VersionParty> VersionParties => Set<VersionParty>();

    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<DraftParty> DraftParties => Set<DraftParty>();
    public DbSet<DraftLink> DraftLinks => Set<DraftLink>();
    public DbSet<DraftRevision> DraftRevisions => Set<DraftRevision>();
    public DbSet<DraftPoint> DraftPoints => Set<DraftPoint>();
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<ReleaseStep> ReleaseSteps => Set<ReleaseStep>();
    public DbSet<Signature> Signatures => Set<Signature>();
    public DbSet<SigningCode> SigningCodes => Set<SigningCode>();
    public DbSet<SigningRule> SigningRules => Set<SigningRule>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<ReservedIdentifier> ReservedIdentifiers => Set<ReservedIdentifier>();

    public DbSet<JoinRequest> JoinRequests => Set<JoinRequest>();

    public DbSet<Confirmation> Confirmations => Set<Confirmation>();
    public DbSet<DealScan> DealScans => Set<DealScan>();

    private static IReadOnlyList<SearchSource> SearchedInDeals => [DealTerms.Source];

    private static void MapDeals(ModelBuilder model)
    {
        DealMapping.Map(model);
        DraftMapping.Map(model);
        JoinMapping.Map(model);
        ExistingMapping.Map(model);
    }
}
