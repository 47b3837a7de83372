using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>The tables of deals in the making.</summary>
internal static class DraftMapping
{
    private const int HashLength = 64;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Draft>(draft =>
        {
            draft.ToTable("drafts");
            draft.Property(d => d.Key).HasMaxLength(20);
            draft.HasIndex(d => d.Key).IsUnique();
            draft.Property(d => d.Submission).HasMaxLength(60);
            draft.HasIndex(d => d.Submission).IsUnique();
            draft.Property(d => d.Stage).HasCode();
            draft.Property(d => d.Content).HasJson();
            draft.Property(d => d.Turn).IsConcurrencyToken();
            draft.Property(d => d.Identifier).HasMaxLength(NetworkMapping.IdentifierLength);
            draft.Property(d => d.Renews).HasMaxLength(NetworkMapping.IdentifierLength);
            draft.Property(d => d.Origin).HasJson();
            draft.Property(d => d.EndReason).HasCode();
            draft.Property(d => d.EndedIn).HasCode();
            draft.HasOne(d => d.City).WithMany().HasForeignKey(d => d.CityId).OnDelete(DeleteBehavior.Restrict);
            draft.HasOne(d => d.Deal).WithMany().HasForeignKey(d => d.DealId).OnDelete(DeleteBehavior.SetNull);
            draft.HasIndex(d => new { d.CityId, d.Stage });
        });
        model.Entity<DraftParty>(party =>
        {
            party.ToTable("draft_parties");
            party.Property(p => p.Key).HasMaxLength(20);
            party.HasIndex(p => new { p.DraftId, p.Key }).IsUnique();
            party.Property(p => p.ContactName).HasMaxLength(120);
            party.Property(p => p.ContactEmail).HasMaxLength(OutgoingMail.AddressLength);
            party.Property(p => p.ContactLanguage).HasMaxLength(10);
            party.HasOne(p => p.Draft).WithMany(d => d.Parties).HasForeignKey(p => p.DraftId);
            party.HasOne(p => p.Organisation).WithMany().HasForeignKey(p => p.OrganisationId);
        });
        model.Entity<DraftLink>(link =>
        {
            link.ToTable("draft_links");
            link.Property(l => l.Hash).HasMaxLength(HashLength);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasOne(l => l.DraftParty).WithMany(p => p.Links).HasForeignKey(l => l.DraftPartyId);
        });
        model.Entity<DraftRevision>(revision =>
        {
            revision.ToTable("draft_revisions");
            revision.HasIndex(r => new { r.DraftId, r.Number }).IsUnique();
            revision.Property(r => r.Content).HasJson();
            revision.HasOne(r => r.Draft).WithMany().HasForeignKey(r => r.DraftId);
        });
        model.Entity<DraftPoint>(point =>
        {
            point.ToTable("draft_points");
            point.Property(p => p.Submission).HasMaxLength(60);
            point.HasIndex(p => new { p.DraftId, p.Submission }).IsUnique();
            point.Property(p => p.About).HasMaxLength(60);
            point.Property(p => p.ByParty).HasMaxLength(20);
            point.Property(p => p.AnsweredBy).HasMaxLength(20);
            point.Property(p => p.State).HasCode();
            point.HasOne(p => p.Draft).WithMany().HasForeignKey(p => p.DraftId);
        });
        model.Entity<Release>(release =>
        {
            release.ToTable("releases");
            release.Property(r => r.Hash).HasMaxLength(HashLength);
            release.HasIndex(r => new { r.DraftId, r.Number }).IsUnique();
            release.HasOne(r => r.Draft).WithMany().HasForeignKey(r => r.DraftId);
        });
        model.Entity<ReleaseStep>(step =>
        {
            step.ToTable("release_steps");
            step.HasIndex(s => new { s.ReleaseId, s.Order }).IsUnique();
            step.Property(s => s.Answer).HasCode();
            step.HasOne(s => s.Release).WithMany(r => r.Steps).HasForeignKey(s => s.ReleaseId);
        });
        model.Entity<Signature>(signature =>
        {
            signature.ToTable("signatures");
            signature.Property(s => s.Hash).HasMaxLength(HashLength);
            signature.Property(s => s.Party).HasMaxLength(20);
            signature.HasIndex(s => new { s.ReleaseId, s.Party }).IsUnique();
            signature.Property(s => s.Role).HasCode();
            signature.Property(s => s.Way).HasCode();
            signature.Property(s => s.SignerName).HasMaxLength(Signature.NameLength);
            signature.Property(s => s.Proof).HasMaxLength(Signature.ProofLength);
            signature.HasOne(s => s.Release).WithMany(r => r.Signatures).HasForeignKey(s => s.ReleaseId);
            signature.HasOne(s => s.Version).WithMany(v => v.Signatures).HasForeignKey(s => s.VersionId);
            signature.HasOne(s => s.By).WithMany().HasForeignKey(s => s.ByOrganisationId);
            signature.HasOne(s => s.Scan).WithMany().HasForeignKey(s => s.ScanId);
        });
        model.Entity<SigningCode>(code =>
        {
            code.ToTable("signing_codes");
            code.Property(c => c.Party).HasMaxLength(20);
            code.Property(c => c.Hash).HasMaxLength(HashLength);
            code.HasOne<Release>().WithMany().HasForeignKey(c => c.ReleaseId);
        });
        model.Entity<SigningRule>(rule =>
        {
            rule.ToTable("signing_rules");
            rule.Property(r => r.Instrument).HasCode();
            rule.HasIndex(r => new { r.CityId, r.Instrument }).IsUnique();
            rule.Property(r => r.Ways).HasJson();
            rule.HasOne<City>().WithMany().HasForeignKey(r => r.CityId);
        });
        model.Entity<Attachment>(attachment =>
        {
            attachment.ToTable("attachments");
            attachment.Property(a => a.Name).HasMaxLength(Attachment.NameLength);
            attachment.Property(a => a.MediaType).HasMaxLength(60);
            attachment.Property(a => a.Hash).HasMaxLength(HashLength);
            attachment.HasOne(a => a.Draft).WithMany().HasForeignKey(a => a.DraftId);
        });
        model.Entity<ReservedIdentifier>(reserved =>
        {
            reserved.ToTable("reserved_identifiers");
            reserved.Property(r => r.Kind).HasMaxLength(20);
            reserved.Property(r => r.Identifier).HasMaxLength(NetworkMapping.IdentifierLength);
            reserved.HasIndex(r => new { r.Kind, r.Identifier }).IsUnique();
        });
    }
}
