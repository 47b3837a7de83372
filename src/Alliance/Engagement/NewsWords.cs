using Alliance.Platform.Texts;

namespace Alliance.Engagement;

/// <summary>What happened, in words, beside the name of what it happened with.</summary>
internal static class NewsWords
{
    public static string Of(NewsItem item, Reader reader) =>
        item.Kind switch
        {
            NewsKind.NewDeal => reader["news.new-deal"],
            NewsKind.Released => reader["news.released", item.Version],
            NewsKind.Joined => reader["news.joined", item.Version],
            NewsKind.Recorded => reader["news.recorded", item.Version],
            NewsKind.Over => reader["news.over", reader.Name(item.State!.Value)],
            NewsKind.Numbers => reader.Count("news.numbers", item.Count),
            NewsKind.Reports => reader.Count("news.reports", item.Count),
            NewsKind.NewPractice => reader["news.new-practice"],
            NewsKind.ChangedPractice => reader["news.changed-practice"],
            NewsKind.TakenOver => reader["news.taken-over", CityOf(item, reader)],
            NewsKind.Result => reader["news.result", CityOf(item, reader), reader.Name(item.Outcome!.Value)],
            NewsKind.GivenUp => reader["news.given-up", CityOf(item, reader), reader.Name(item.EndReason!.Value)],
            NewsKind.Sprint => reader["news.sprint"],
            NewsKind.SprintOff => reader["news.sprint-off"],
            NewsKind.Roadmap => reader["news.roadmap", item.Version, reader.Name(item.RoadmapIs!.Value)],
            NewsKind.NewOffer => reader["news.new-offer"],
            _ => reader["news.new-need"],
        };

    private static string CityOf(NewsItem item, Reader reader) => item.City!.In(reader.Language).Text;
}
