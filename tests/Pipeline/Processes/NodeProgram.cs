using System.Globalization;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Pipeline.Processes;

/// <summary>A script of <c>tests/emulators</c> that prints <c>READY name number</c>.</summary>
internal static class NodeProgram
{
    public static ChildProcess Start(string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        ChildProcess.Start(
            script, ["node", script, .. arguments], environment,
            line => line.StartsWith("READY ", StringComparison.Ordinal), EmulatorProcess.Folder);

    /// <summary>Waits for the line and answers its number.</summary>
    public static async Task<int> NumberAsync(ChildProcess program) =>
        int.Parse((await program.ReadyAsync()).Split(' ')[^1], CultureInfo.InvariantCulture);
}
