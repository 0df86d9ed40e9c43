using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace RefillRadar.Tests.Emulators;

/// <summary>
/// Stand-ins for AWS services in one child process on free loopback ports: <c>dynamodb</c>, <c>kinesis</c> and
/// <c>messaging</c> (SNS, SQS and S3). They hold everything in memory and end with the tests, however those end.
/// </summary>
public sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private readonly Process _process;
    private readonly Dictionary<string, Uri> _addresses = [];

    private EmulatorProcess(Process process) => _process = process;

    /// <summary>Where a started emulator listens.</summary>
    public Uri this[string name] => _addresses[name];

    /// <summary>Starts the named emulators; returns when all of them listen.</summary>
    public static async Task<EmulatorProcess> StartAsync(params string[] names)
    {
        await InstallAsync();
        var start = new ProcessStartInfo("node", ["launcher.mjs", .. names])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var emulators = new EmulatorProcess(Process.Start(start)!);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (emulators._addresses.Count < names.Length)
        {
            var line = await emulators._process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("The emulators ended before they listened.");
            if (line.Split(' ') is ["READY", var name, var port])
                emulators._addresses[name] = new Uri($"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}");
        }

        return emulators;
    }

    /// <summary>Disturbs the DynamoDB emulator from now on; <c>new()</c> ends that.</summary>
    public async Task SetFaultsAsync(EmulatorFaults faults)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(this["dynamodb"], "/_faults"), faults);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Any signal to the process, by its name without SIG.</summary>
    public Task SignalAsync(string signal) => Signals.SendAsync(_process, signal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The folder of the launcher and its packages, in the source tree.</summary>
    public static string Folder { get; } = FindFolder();

    // Once a machine; the lock file says what.
    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
                return;
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = Folder })!;
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm ci in {Folder} ended with {npm.ExitCode}.");
        }
        finally
        {
            Installing.Release();
        }
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RefillRadar.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the source tree."), "tests", "emulators");
    }
}
