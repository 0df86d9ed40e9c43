using System.Diagnostics;

namespace RefillRadar.Tests.Infra;

/// <summary>The programs in <c>checks/</c>. Their packages are installed once a machine, as the lock file has them.</summary>
internal static class Checks
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "Infra", "checks");

    /// <summary>The lines that a check prints; it fails when the check itself does.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string program, IEnumerable<string> arguments)
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
            await StartAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        return (await StartAsync("node", [program, .. arguments])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string> StartAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        return output;
    }
}
