namespace Alliance.Bench.Filling;

/// <summary>What the generator is asked for. The same size and seed give the same rows on both databases.</summary>
/// <param name="Concluded">All deals were concluded here and their promises are counted by indicators, so that they can be measured.</param>
internal sealed record FillSize(int Deals, int Seed = 20_261, bool Concluded = false)
{
    /// <summary>In every tenth deal.</summary>
    public const string TenthWord = "Velorama";

    /// <summary>In every second deal.</summary>
    public const string HalfWord = "Klimanet";

    public const int Cities = 100;

    /// <summary>To be raised when the generator makes other rows than before.</summary>
    private const int Generation = 1;

    public int Organisations => Math.Max(300, Deals / 5);

    /// <summary>So many quarters there are, each named by about five deals: the rare words.</summary>
    public int Quarters => Math.Max(1, Deals / 5);

    /// <summary>The quarter that the deal with this number is about.</summary>
    public string Quarter(int deal) => MadeUpNames.Quarter((int)(deal * 7_919L % Quarters));

    public override string ToString() =>
        $"{Deals} deals, seed {Seed}, generation {Generation}{(Concluded ? ", concluded here" : "")}";
}
