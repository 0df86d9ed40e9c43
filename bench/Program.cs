using System.Globalization;
using RefillRadar.Bench;
using RefillRadar.Bench.Decisions;
using RefillRadar.Bench.Http;
using RefillRadar.Bench.Hub;
using RefillRadar.Bench.Memory;
using RefillRadar.Bench.Pages;
using RefillRadar.Bench.Parsing;

// bench [parsing] [decisions] [http] [memory]: all of them when none is named. Prints a Markdown table. bench pages and bench hub are verbs of their own.
const int Turns = 7;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["pages", .. var arguments] && PagesOptions.Parse(arguments) is { } options)
{
    await PagesBench.RunAsync(options, Console.Error, Console.Out);
    return 0;
}

if (args is ["hub", .. var rest] && HubOptions.Parse(rest) is { } hub)
{
    await HubBench.RunAsync(hub, Console.Error, Console.Out);
    return 0;
}

string[] all = ["parsing", "decisions", "http", "memory"];
var chosen = args.Length == 0 ? all : args;
if (chosen.Except(all).Any())
{
    await Console.Error.WriteLineAsync($"usage: bench [{string.Join("] [", all)}]\n       {PagesOptions.Usage}\n       {HubOptions.Usage}");
    return 2;
}

var rows = new List<Measurement>();
if (chosen.Contains("memory"))
    rows.Add(MemoryBench.Run());
if (chosen.Contains("parsing"))
    rows.Add(ParsingBench.Run());
if (chosen.Contains("decisions"))
    rows.Add(await DecisionsBench.RunAsync(Console.Error, Turns));
if (chosen.Contains("http"))
    rows.Add(await HttpBench.RunAsync(Console.Error, Turns));

Console.WriteLine("| what | measured | yardstick | | ratio | goal |");
Console.WriteLine("| --- | --: | --- | --: | --: | --- |");
foreach (var row in rows)
    Console.WriteLine($"| {row.What} | {row.Value:N0} {row.Unit} | {row.Yardstick} | {row.YardstickValue:N0} {row.Unit} | {row.Ratio:0.00} | {row.Goal} |");
return 0;
