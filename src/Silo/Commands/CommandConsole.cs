namespace RefillRadar.Silo.Commands;

/// <summary>Where a command writes.</summary>
/// <param name="Output">Standard output: results.</param>
/// <param name="Error">Standard error: what went wrong.</param>
/// <param name="Progress">How far a long command is.</param>
internal sealed record CommandConsole(TextWriter Output, TextWriter Error, ProgressLine Progress)
{
    /// <summary>The console of this process. Progress is shown only where standard error is a terminal.</summary>
    public static CommandConsole OfProcess() =>
        new(Console.Out, Console.Error, new ProgressLine(Console.IsErrorRedirected ? null : Console.Error, TimeProvider.System));
}
