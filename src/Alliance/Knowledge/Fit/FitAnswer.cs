namespace Alliance.Knowledge.Fit;

/// <summary>How something stands in a city for what another one did: five steps, of which the middle one is an answer too.</summary>
public enum FitAnswer
{
    StrongObstacle,
    Obstacle,
    Neither,
    Support,
    StrongSupport,
}

public static class FitAnswers
{
    /// <summary>From −2 to 2.</summary>
    public static int Step(this FitAnswer answer) => (int)answer - (int)FitAnswer.Neither;

    /// <summary>The answer of a step; beyond the ends there is none.</summary>
    public static FitAnswer OfStep(int step) =>
        (FitAnswer)(
            Math.Clamp(step, FitAnswer.StrongObstacle.Step(), FitAnswer.StrongSupport.Step()) + FitAnswer.Neither
        );
}
