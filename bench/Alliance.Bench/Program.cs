using System.CommandLine;
using Alliance.Bench;
using Alliance.Bench.Filling;
using Alliance.Bench.Load;
using Alliance.Bench.Servers;

// Hidden: this program again, as a server that does one thing only.
if (args is ["limit", var kind, var with, var port])
{
    await Limits.ServeAsync(kind, with, int.Parse(port, null));
    return 0;
}

var deals = new Option<int>("--deals")
{
    Description = "How many deals the large databases hold",
    DefaultValueFactory = _ => 200_000,
};
var quick = new Option<bool>("--quick") { Description = "Short rounds: to see that it works, not to quote" };
var only = new Option<string>("--only")
{
    Description = "Only pages whose name contains this",
    DefaultValueFactory = _ => "",
};
var database = new Option<string>("--database")
{
    Description = "Only sqlite or only postgres",
    DefaultValueFactory = _ => "",
};
var fill = new Option<bool>("--fill") { Description = "Fill the databases and end" };
var root = new RootCommand("Fills large databases and measures the published program on them (bench/README.md)")
{
    deals,
    quick,
    only,
    database,
    fill,
};
root.SetAction(parsed => Run.MeasureAsync(Options(parsed)));
var plans = new Command("plans", "Print how the large databases find what each page asks for")
{
    deals,
    only,
    database,
};
plans.SetAction(parsed => Run.PlansAsync(Options(parsed)));
root.Add(plans);
var monitoring = new Command("monitoring", "Measure how many measurements come in, and what is made of them")
{
    deals,
    database,
};
monitoring.SetAction(parsed => Run.MonitoringAsync(Options(parsed)));
root.Add(monitoring);
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (WrongAnswerException wrong)
{
    await Console.Error.WriteLineAsync("Wrong answer: " + wrong.Message);
    return 1;
}

BenchOptions Options(ParseResult parsed) =>
    new(
        new FillSize(parsed.GetValue(deals)),
        parsed.GetValue(quick) ? Pace.Quick : Pace.Usual,
        parsed.GetValue(only)!,
        parsed.GetValue(database)!,
        parsed.GetValue(fill)
    );
