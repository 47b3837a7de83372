using System.Globalization;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Exchange;

namespace Alliance.Monitoring.Obstacles;

/// <summary>An enquiry in the open format (docs/format.md, "enquiries").</summary>
public record EnquiryDocument(
    string Id,
    string Deal,
    string Commitment,
    Obstacle Obstacle,
    int Number,
    int Version,
    string Addressee,
    string Country,
    DateOnly AskedOn,
    string Asked,
    string? Link,
    EnquiryOutcome Outcome,
    DateOnly? AnsweredOn,
    string? Answer,
    string? AnswerLink,
    string Language,
    DateTime RecordedAt
) : IDocument
{
    /// <summary><c>ma-11.c1.legal.1.v2</c>: none of the parts has a dot.</summary>
    public static string IdOf(string deal, string commitment, Obstacle obstacle, int number, int version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{new ObstacleName(deal, commitment, obstacle)}.{number}.v{version}"
        );

    public static EnquiryDocument Of(Enquiry e, string deal) =>
        new(
            IdOf(deal, e.Commitment, e.Obstacle, e.Number, e.Version),
            deal,
            e.Commitment,
            e.Obstacle,
            e.Number,
            e.Version,
            e.Addressee,
            e.Country,
            e.AskedOn,
            e.Asked,
            e.Link,
            e.Outcome,
            e.AnsweredOn,
            e.Answer,
            e.AnswerLink,
            e.Language,
            e.RecordedAt
        );
}
