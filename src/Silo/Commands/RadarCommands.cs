using System.CommandLine;
using RefillRadar.Silo.Configuration;
using RefillRadar.Silo.Tools;

namespace RefillRadar.Silo.Commands;

/// <summary>The command line: <c>serve</c>, which needs not be written, <c>check</c>, <c>replay</c> and <c>explain</c>. docs/command-line.md.</summary>
internal static class RadarCommands
{
    /// <summary>Exit code when a command could not be run: wrong usage or configuration, a file or server out of reach.</summary>
    public const int CannotRun = 2;

    private static readonly string[] OwnOptions = ["--help", "-h", "-?", "/?", "/h", "--version"];

    /// <summary>Runs what the arguments say and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, CommandConsole console)
    {
        var root = new RootCommand("RefillRadar watches stock levels and notifies the right team when a product falls to its threshold.")
        {
            Serve(console), Check(console), Replay(console), Explain(console),
        };
        root.Directives.Clear();
        var result = root.Parse(WithCommand(args), new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (result.Errors.Count > 0)
            return await RefuseAsync(UsageErrors.Of(result), console);
        return await result.InvokeAsync(new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            // The host listens to signals itself, and takes its time to stop.
            ProcessTerminationTimeout = null,
        });
    }

    private static Command Serve(CommandConsole console)
    {
        var settings = new Argument<string[]>("setting")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "--Key=Value, such as --urls=http://localhost:9000 or --RefillRadar:DataDirectory=/srv/radar. docs/configuration.md lists the keys.",
        };
        var command = new Command("serve", "Runs the server. The default.") { settings };
        command.SetAction(async (result, _) => SettingSwitches.Parse(result.GetValue(settings) ?? []) switch
        {
            ([..] switches, []) => await ServeCommand.RunAsync(switches, console.Error),
            var (_, errors) => await RefuseAsync(errors, console),
        });
        return command;
    }

    private static Command Check(CommandConsole console)
    {
        var file = new Argument<string>("file") { Description = "A threshold file (CSV)." };
        var url = new Option<string?>("--url") { Description = "Address of a running server. The rows are compared with the products that it has seen." };
        var command = new Command("check", "Checks a threshold file. Exit code 0 when it is good, 1 when it has errors.") { file, url };
        command.SetAction((result, token) => CheckTool.RunAsync(result.GetValue(file)!, result.GetValue(url), console, token));
        return command;
    }

    private static Command Replay(CommandConsole console)
    {
        var changes = new Argument<string>("changes") { Description = "DMS, Debezium or Maxwell records, one JSON document per line, in order; may be gzip." };
        var file = new Argument<string>("file") { Description = "A threshold file (CSV)." };
        var command = new Command("replay", "Prints which alerts a history of changes would have raised.") { changes, file };
        command.SetAction((result, _) => ReplayTool.RunAsync(result.GetValue(changes)!, result.GetValue(file)!, console));
        return command;
    }

    private static Command Explain(CommandConsole console)
    {
        var key = new Argument<string>("key") { Description = "A product id, or product@warehouse." };
        var url = new Option<string>("--url") { Description = "Address of the server.", DefaultValueFactory = _ => ListenAddresses.Default };
        var command = new Command("explain", "Asks a running server why a product is in its state. Exit code 1 when the product is not known.") { key, url };
        command.SetAction((result, token) => ExplainTool.RunAsync(result.GetValue(key)!, result.GetValue(url)!, console.Output, console.Error, token));
        return command;
    }

    // Settings alone are for the server.
    private static string[] WithCommand(string[] args) => args switch
    {
        [] => ["serve"],
        [var first, ..] when OwnOptions.Contains(first) => args,
        [['-' or '/', ..], ..] => ["serve", .. args],
        [var first, ..] when first.Contains('=', StringComparison.Ordinal) => ["serve", .. args],
        _ => args,
    };

    private static async Task<int> RefuseAsync(IEnumerable<string> errors, CommandConsole console)
    {
        foreach (var error in errors)
            await console.Error.WriteLineAsync(error);
        return CannotRun;
    }
}
