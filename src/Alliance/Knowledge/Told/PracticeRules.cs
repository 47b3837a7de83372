using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Told;

/// <summary>What a practice needs before everybody reads it, and does not lose after.</summary>
internal static class PracticeRules
{
    /// <param name="before">What stands there.</param>
    /// <param name="after">What is to stand there.</param>
    /// <param name="wrong">Gets <c>text-missing</c> for what was said and would be gone, <c>components-few</c> for one to three of them.</param>
    public static void Judge(PracticeDetails before, PracticeDetails? after, List<FieldProblem> wrong)
    {
        Kept("problem", before.Problem, after?.Problem);
        Kept("done", before.Done, after?.Done);
        Few(after, wrong);

        void Kept(string field, LocalText? old, LocalText? now)
        {
            if (old is not null && now is null)
                wrong.Add(new FieldProblem(field, new Refusal("text-missing")));
        }
    }

    /// <summary>For a city's own: others have to see what it was about and what was done.</summary>
    public static void JudgeNew(PracticeDetails told, List<FieldProblem> wrong)
    {
        if (told.Problem is null)
            wrong.Add(new FieldProblem("problem", new Refusal("text-missing")));
        if (told.Done is null)
            wrong.Add(new FieldProblem("done", new Refusal("text-missing")));
        Few(told, wrong);
    }

    private static void Few(PracticeDetails? told, List<FieldProblem> wrong)
    {
        if (told?.Components is { Count: > PracticeDetails.MostComponents or < PracticeDetails.FewestComponents })
            wrong.Add(
                new FieldProblem(
                    "components",
                    new Refusal(
                        "components-few",
                        $"{PracticeDetails.FewestComponents}",
                        $"{PracticeDetails.MostComponents}"
                    )
                )
            );
    }
}
