using Alliance.Platform.Texts;

namespace Alliance.Sprints.Visits;

/// <summary>Reads the form that whoever comes to a sprint fills in.</summary>
internal static class VisitForm
{
    public static StatedVisit Read(Dictionary<string, string> typed, Language otherwise)
    {
        string Of(string field) => typed.GetValueOrDefault(field, "").Trim();
        return new StatedVisit(
            Of("name"),
            Of("organisation"),
            Of("kind"),
            Of("country"),
            Of("email"),
            Of("role"),
            Of("sessions").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new Needs(Of("access"), Of("food"), Of("interpreting")),
            Language.Find(Of("language")) ?? otherwise
        );
    }
}
