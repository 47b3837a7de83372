using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Site.ComingIn;

/// <summary>How a city comes in: what it asked for, as the coordinator has corrected it.</summary>
/// <param name="Areas">Policy areas, by identifier: the fields that the city begins with.</param>
/// <param name="Copies">Whether what it wants to begin with is copied.</param>
/// <param name="ApproverName">Who releases deals there, where the city has said so; else empty, as is the address.</param>
public sealed record CityApproval(
    string Name,
    string Identifier,
    string Inhabitants,
    string Latitude,
    string Longitude,
    IReadOnlyList<string> Areas,
    bool Copies,
    string ApproverName = "",
    string ApproverEmail = ""
)
{
    /// <summary>Whether somebody who releases deals is invited besides.</summary>
    internal bool HasApprover => ApproverName.Trim().Length + ApproverEmail.Trim().Length > 0;

    /// <summary>The city that is made of it; null where a field is wrong.</summary>
    internal City? Judge(CityRequest request, DateOnly today, List<FieldProblem> wrong)
    {
        var name = StatedCity.Name(Name, "city", wrong);
        var identifier = Identifier.Trim();
        if (!DealFacet.IsIdentifier(identifier))
            wrong.Add(new FieldProblem("identifier", new Refusal("identifier-wrong")));
        else if (StatedCity.IsReserved(identifier))
            wrong.Add(new FieldProblem("identifier", new Refusal("identifier-taken", identifier)));
        var inhabitants = StatedCity.Inhabitants(Inhabitants, wrong);
        var (latitude, longitude) = StatedCity.Place(Latitude, Longitude, wrong);
        var fields = SharedAreas.All.Where(a => Areas.Contains(a.Id)).ToList();
        if (fields.Count == 0)
            wrong.Add(new FieldProblem("areas", new Refusal("areas-missing")));
        if (HasApprover && ApproverName.Trim().Length is 0 or > CityRequest.NameLength)
            wrong.Add(new FieldProblem("approver-name", new Refusal("name-missing")));
        if (HasApprover && !OutgoingMail.IsAddress(ApproverEmail.Trim()))
            wrong.Add(new FieldProblem("approver-email", new Refusal("bad-email", ApproverEmail.Trim())));
        if (wrong.Count > 0)
            return null;
        return new City
        {
            Identifier = identifier,
            Name = new LocalText(request.Languages[0], name!),
            Country = request.Country,
            Role = CityRole.Participant,
            Latitude = latitude,
            Longitude = longitude,
            Population = new Population(inhabitants!.Value, SaidWhenItCame(), request.Website),
            Languages = request.Languages,
            ActionFields = fields.ConvertAll(a => new ActionField(a.Id, a.Name, [a.Id])),
            Sources = [new Source(request.Website, Accessed: PartialDate.Of(today))],
        };
    }

    // A number that nobody has read anywhere: readers learn whose word it is.
    private static LocalText SaidWhenItCame() =>
        new(
            Language.English.Code,
            Language.Offered.Select(l =>
                KeyValuePair.Create(l.Code, TextCatalogue.Own.Get(l, "city-request.population-note"))
            )
        );
}
