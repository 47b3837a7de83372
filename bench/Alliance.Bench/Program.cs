using System.CommandLine;
using Alliance.Bench;
using Alliance.Bench.Board;
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
var make = new Command("make", "Only make deals, to see that the program still takes them; measures and keeps nothing")
{
    deals,
};
make.SetAction(parsed => Run.MakeAsync(new FillSize(parsed.GetValue(deals))));
root.Add(make);
var people = new Option<int>("--people") { Description = "How many are on the board", DefaultValueFactory = _ => 300 };
var seconds = new Option<int>("--seconds") { Description = "How long they write", DefaultValueFactory = _ => 40 };
var each = new Option<double>("--each")
{
    Description = "So often each writes, in seconds",
    DefaultValueFactory = _ => 12,
};
var board = new Command("board", "Measure a hall of people on one idea board") { people, seconds, each, database };
board.SetAction(parsed =>
    Run.BoardAsync(
        new BoardSize(parsed.GetValue(people), parsed.GetValue(seconds), parsed.GetValue(each)),
        parsed.GetValue(database)!
    )
);
root.Add(board);
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
