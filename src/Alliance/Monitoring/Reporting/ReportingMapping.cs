using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Alliance.Monitoring.Reporting;

internal static class ReportingMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ReportCalendar>(calendar =>
        {
            calendar.ToTable("report_calendars");
            calendar.HasIndex(c => c.CityId).IsUnique();
            calendar.Property(c => c.TimeZone).HasMaxLength(60);
            calendar.Property(c => c.Turn).IsConcurrencyToken();
            calendar.HasOne(c => c.City).WithMany().HasForeignKey(c => c.CityId);
        });
        model.Entity<ReportContact>(contact =>
        {
            contact.ToTable("report_contacts");
            contact.HasIndex(c => new { c.DealId, c.Party }).IsUnique();
            contact.Property(c => c.Party).HasMaxLength(20);
            contact.Property(c => c.Name).HasMaxLength(ReportContact.NameLength);
            contact.Property(c => c.Email).HasMaxLength(OutgoingMail.AddressLength);
            contact.Property(c => c.Language).HasMaxLength(10);
            contact.HasIndex(c => c.Email);
            contact.HasOne(c => c.Deal).WithMany().HasForeignKey(c => c.DealId);
        });
        model.Entity<ReportRhythm>(rhythm =>
        {
            rhythm.ToTable("report_rhythms");
            rhythm.HasIndex(r => new { r.DealId, r.Commitment }).IsUnique();
            rhythm.Property(r => r.Commitment).HasMaxLength(20);
            rhythm.Property(r => r.Every).HasCode();
            rhythm.HasOne(r => r.Deal).WithMany().HasForeignKey(r => r.DealId);
        });
        model.Entity<ReportRequest>(request =>
        {
            request.ToTable("report_requests");
            request.Property(r => r.Email).HasMaxLength(OutgoingMail.AddressLength);
            request.Property(r => r.Name).HasMaxLength(ReportContact.NameLength);
            request.Property(r => r.HandedOverBy).HasMaxLength(ReportContact.NameLength);
            request.Property(r => r.Language).HasMaxLength(10);
            request.Property(r => r.Note).HasMaxLength(ReportRequest.NoteLength);
            request.Property(r => r.Turn).IsConcurrencyToken();
            // One mail and one page, however many nodes prepare them.
            request
                .HasIndex(r => new
                {
                    r.CityId,
                    r.PeriodEnd,
                    r.Email,
                })
                .IsUnique();
            request.HasIndex(r => r.Email);
            request.HasIndex(r => new { r.CityId, r.Due });
            request.HasOne(r => r.City).WithMany().HasForeignKey(r => r.CityId);
        });
        model.Entity<ReportQuestion>(question =>
        {
            question.ToTable("report_questions");
            question.Property(q => q.Commitment).HasMaxLength(20);
            question.Property(q => q.Party).HasMaxLength(20);
            question.Property(q => q.Period).HasPeriod();
            question.Property(q => q.Help).HasMaxLength(Report.SentenceLength);
            // A promise is asked about once for each period, also where its person has changed meanwhile.
            question
                .HasIndex(q => new
                {
                    q.DealId,
                    q.Commitment,
                    q.Period,
                })
                .IsUnique();
            question.HasOne(q => q.Request).WithMany(r => r.Questions).HasForeignKey(q => q.RequestId);
            question.HasOne(q => q.Deal).WithMany().HasForeignKey(q => q.DealId);
        });
        model.Entity<ReportLink>(link =>
        {
            link.ToTable("report_links");
            link.Property(l => l.Hash).HasMaxLength(LinkToken.HashLength);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasOne(l => l.Request).WithMany(r => r.Links).HasForeignKey(l => l.RequestId);
        });
        model.Entity<Report>(report =>
        {
            report.ToTable("reports");
            report.Property(r => r.Commitment).HasMaxLength(20);
            report.Property(r => r.Period).HasPeriod();
            report.Property(r => r.Delivery).HasCode();
            report.Property(r => r.Sentence).HasMaxLength(Report.SentenceLength);
            report.Property(r => r.Language).HasMaxLength(10);
            report.Property(r => r.Link).HasMaxLength(Measurement.EvidenceLength);
            report.Property(r => r.Obstacles).HasJson();
            report.Property(r => r.Reason).HasMaxLength(Report.SentenceLength);
            // Of two at once, one is the correction of the other or is refused.
            report
                .HasIndex(r => new
                {
                    r.DealId,
                    r.Commitment,
                    r.Period,
                    r.Version,
                })
                .IsUnique();
            report.HasIndex(r => r.AccountId).HasFilter("account_id IS NOT NULL");
            report.HasOne(r => r.Deal).WithMany().HasForeignKey(r => r.DealId);
            report.HasOne(r => r.By).WithMany().HasForeignKey(r => r.ByOrganisationId);
        });
    }

    /// <summary>A period stored as it is written: <c>2025-H1</c>.</summary>
    internal static PropertyBuilder<Period> HasPeriod(this PropertyBuilder<Period> property)
    {
        property
            .HasConversion(new ValueConverter<Period, string>(p => p.ToString(), s => Period.Parse(s)))
            .HasMaxLength(Period.Length);
        return property;
    }
}
