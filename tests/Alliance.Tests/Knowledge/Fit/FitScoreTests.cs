using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Told;
using Alliance.Platform.Texts;
using CsCheck;

namespace Alliance.Tests.Knowledge.Fit;

/// <summary>The rule behind the number: what it is made of, and what holds whatever is answered.</summary>
public sealed class FitScoreTests
{
    private static readonly FitWeights Weights = FitVersions.Shipped.Current;

    private static readonly Gen<FitAnswer?> AnAnswer = Gen.Int[-1, 4].Select(i => i < 0 ? null : (FitAnswer?)i);

    private static readonly Gen<Importance> AnImportance = Gen.Int[0, 2].Select(i => (Importance)i);

    // Whatever is answered, of a subject with any number of parts.
    private static readonly Gen<FitStand[]> Stands =
        from importances in AnImportance.Array[0, 10]
        let points = Weights.Points([.. importances.Select(Part)])
        from answers in AnAnswer.Array[points.Count]
        from remedies in Gen.Bool.Array[points.Count]
        select points
            .Select((p, i) => new FitStand(p, answers[i], p.Part is not null && remedies[i] ? "We pay for it." : ""))
            .ToArray();

    [Fact]
    public void The_weights_are_those_that_were_agreed()
    {
        Assert.Equal<decimal>([25, 15, 15, 15, 10, 10, 10], Weights.Groups.Select(g => g.Weight));
        Assert.Equal(Enum.GetValues<FitGroup>(), Weights.Groups.Select(g => g.Group));
        Assert.Equal(
            Enum.GetValues<FitQuestion>(),
            Weights.Groups.SelectMany(g => g.Questions).Select(q => q.Question).Order()
        );
        Assert.Equal(
            [FitQuestion.Problem, FitQuestion.Mandate, FitQuestion.Partners, FitQuestion.Means, FitQuestion.Law],
            Weights.Groups.SelectMany(g => g.Questions).Where(q => q.Plain).Select(q => q.Question)
        );
        Assert.Equal(40, Weights.Cap);
        Assert.Equal(30, Weights.Outcomes);
    }

    [Fact]
    public void A_group_weighs_the_same_however_many_parts_there_are() =>
        AnImportance
            .Array[0, 10]
            .Sample(importances =>
            {
                var points = Weights.Points([.. importances.Select(Part)]);
                Assert.All(
                    Weights.Groups,
                    g => Assert.Equal(g.Weight, Math.Round(points.Where(p => p.Group == g.Group).Sum(p => p.Weight), 9))
                );
            });

    [Fact]
    public void Nothing_answered_is_no_number_and_covers_nothing()
    {
        var score = FitScore.Of(Weights, [.. Weights.Points([]).Select(p => new FitStand(p, null))]);
        Assert.Null(score.Value);
        Assert.Null(score.Help);
        Assert.Equal(0, score.Coverage);
        Assert.All(score.Sums, s => Assert.Null(s.Mean));
    }

    [Theory]
    [InlineData(FitAnswer.StrongObstacle, 0)]
    [InlineData(FitAnswer.Obstacle, 25)]
    [InlineData(FitAnswer.Neither, 50)]
    [InlineData(FitAnswer.Support, 75)]
    [InlineData(FitAnswer.StrongSupport, 100)]
    public void The_same_answer_to_everything_is_its_step(FitAnswer answer, int value) =>
        AnImportance
            .Array[0, 10]
            .Sample(importances =>
            {
                var stands = Weights
                    .Points([.. importances.Select(Part)])
                    .Select(p => new FitStand(p, answer, "Known."));
                var score = FitScore.Of(Weights, [.. stands]);
                Assert.Equal(value, score.Value);
                Assert.Equal(100, score.Coverage);
            });

    [Fact]
    public void It_is_the_weighted_mean_of_what_was_answered()
    {
        // Mandate weighs 9 of its group's 15, the law 8 of 10.
        var score = FitScore.Of(Weights, Of([], ("mandate", FitAnswer.StrongSupport), ("law", FitAnswer.Obstacle)));
        Assert.Equal(Math.Round(50 + (25 * ((9m * 2) - 8) / 17), 6), score.Value);
        Assert.Equal(17, score.Coverage);
        // Nothing else was answered: the law at its best would help most.
        Assert.Equal("law", score.Help?.Stand.Point.Key);
        Assert.Equal(100, score.Help?.Score);
    }

    [Fact]
    public void A_better_answer_never_lowers_it() =>
        Gen.Select(Stands, Gen.Int[0, 100])
            .Sample(
                (generated, which) =>
                {
                    FitStand[] stands = [.. generated];
                    var at = which % stands.Length;
                    if (stands[at].Answer is not { } answer || answer == FitAnswer.StrongSupport)
                        return;
                    var before = FitScore.Of(Weights, stands);
                    stands[at] = stands[at] with { Answer = answer + 1 };
                    var after = FitScore.Of(Weights, stands);
                    Assert.True(after.Value >= before.Value);
                    // Without the cap it rises with every step.
                    Assert.True(after.Uncapped > before.Uncapped);
                    Assert.Equal(before.Covered, after.Covered);
                }
            );

    [Fact]
    public void Coverage_is_the_weight_that_was_answered_and_grows_with_every_answer() =>
        Gen.Select(Stands, Gen.Int[0, 100])
            .Sample(
                (generated, which) =>
                {
                    FitStand[] stands = [.. generated];
                    var before = FitScore.Of(Weights, stands);
                    Assert.InRange(before.Coverage, 0, 100);
                    Assert.Equal(stands.All(s => s.Answer is not null), before.Coverage == 100);
                    Assert.Equal(stands.All(s => s.Answer is null), before.Coverage == 0);
                    Assert.Equal(before.Coverage == 0, before.Value is null);
                    if (before.Value is { } value)
                        Assert.InRange(value, 0, 100);
                    var at = which % stands.Length;
                    if (stands[at].Answer is not null)
                        return;
                    stands[at] = stands[at] with { Answer = FitAnswer.Neither };
                    Assert.True(FitScore.Of(Weights, stands).Covered > before.Covered);
                }
            );

    [Fact]
    public void A_part_of_high_importance_that_cannot_be_caps_it_until_there_is_a_remedy() =>
        Stands.Sample(stands =>
        {
            var score = FitScore.Of(Weights, stands);
            var capping = stands
                .Where(s => s.Point.Part?.Importance == Importance.High)
                .Where(s => s.Answer == FitAnswer.StrongObstacle && s.Remedy.Length == 0)
                .ToList();
            Assert.Equal(capping, score.Capping);
            if (capping.Count > 0)
                Assert.True(score.Value <= Weights.Cap);
            else
                Assert.Equal(score.Uncapped, score.Value);
            Assert.Equal(score.IsCapped, score.Value < score.Uncapped);
            FitStand[] remedied = [.. stands.Select(s => s with { Remedy = "We change it." })];
            var lifted = FitScore.Of(Weights, remedied);
            Assert.Empty(lifted.Capping);
            Assert.Equal(score.Uncapped, lifted.Value);
        });

    [Fact]
    public void The_change_that_helps_most_is_one_that_no_other_beats() =>
        Stands.Sample(stands =>
        {
            var score = FitScore.Of(Weights, stands);
            var raised = stands
                .Index()
                .Where(s => s.Item.Point.Changeable && s.Item.Answer < FitAnswer.StrongSupport)
                .Select(s =>
                {
                    FitStand[] changed = [.. stands];
                    changed[s.Index] = s.Item with { Answer = FitAnswer.StrongSupport };
                    return FitScore.Of(Weights, changed).Value!.Value;
                })
                .ToList();
            if (score.Help is not { } help)
            {
                Assert.Empty(raised);
                return;
            }
            Assert.Equal(raised.Max(), help.Score);
            Assert.Contains(help.Stand, stands);
            // Where a city lies, and what others have shown, it cannot change.
            Assert.True(help.Stand.Point.Group is not (FitGroup.Similarity or FitGroup.Evidence));
        });

    private static PracticeComponent Part(Importance importance, int index) =>
        new($"k{index + 1}", new LocalText("en", $"Part {index + 1}"), importance);

    private static List<FitStand> Of(Importance[] parts, params (string Key, FitAnswer Answer)[] answers) =>
        [
            .. Weights
                .Points([.. parts.Select(Part)])
                .Select(p => new FitStand(
                    p,
                    answers.Where(a => a.Key == p.Key).Select(a => (FitAnswer?)a.Answer).FirstOrDefault()
                )),
        ];
}
