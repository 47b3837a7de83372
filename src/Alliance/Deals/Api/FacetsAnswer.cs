namespace Alliance.Deals.Api;

/// <summary>What further choices would leave of a choice of deals.</summary>
/// <param name="Deals">Deals of the choice, programmes not among them.</param>
/// <param name="Programmes">Programmes of the choice.</param>
/// <param name="Facets">Each filter with its values.</param>
public sealed record FacetsAnswer(int Deals, int Programmes, IReadOnlyList<FacetAnswer> Facets);

/// <summary>A filter with its values.</summary>
/// <param name="Parameter">The parameter of <c>/api/v1/deals</c>.</param>
/// <param name="Values">Those that would find something.</param>
public sealed record FacetAnswer(string Parameter, IReadOnlyList<FacetValueAnswer> Values);

/// <summary>A value and what it would find.</summary>
/// <param name="Value">As the parameter takes it.</param>
/// <param name="Deals">
/// Deals and programmes that would be found with this value, as if nothing else were chosen for its parameter.
/// </param>
public sealed record FacetValueAnswer(string Value, int Deals);
