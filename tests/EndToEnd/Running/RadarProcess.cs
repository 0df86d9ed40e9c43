using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>The real program in a process of its own.</summary>
internal sealed class RadarProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "RefillRadar.Silo.dll");
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines;

    private RadarProcess(Process process, Uri address, ConcurrentQueue<string> lines)
    {
        (_process, Address, _lines) = (process, address, lines);
        Api = new RadarApi(address);
    }

    public Uri Address { get; }

    public RadarApi Api { get; }

    public int Port => Address.Port;

    /// <summary>All it wrote so far, both streams.</summary>
    public string Output => string.Join('\n', _lines);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Settings for a radar without the demo, whose mails come quickly.</summary>
    public static string[] Quick { get; } =
        ["--RefillRadar:Demo:Enabled=false", "--RefillRadar:Notifications:GroupWaitSeconds=1", "--RefillRadar:Notifications:GroupIntervalSeconds=2"];

    /// <summary>Starts it and returns once it is ready.</summary>
    public static async Task<RadarProcess> StartAsync(RadarData data, string[] settings, int? port = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var radar = Launch(data, settings, port, environment);
        try
        {
            await radar.ReadyAsync();
            return radar;
        }
        catch
        {
            await radar.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and does not wait.</summary>
    public static RadarProcess Launch(RadarData data, string[] settings, int? port = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? FreePort()}");
        var lines = new ConcurrentQueue<string>();
        var process = Start(["--urls", address.OriginalString, $"--RefillRadar:DataDirectory={data.Path}", .. settings], lines, environment);
        return new RadarProcess(process, address, lines);
    }

    /// <summary>Runs it to its end, as a command: what it wrote and its exit code.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var (exit, output, errors) = await ExecuteAsync(arguments);
        return (exit, output + errors);
    }

    /// <summary>Runs it to its end, as a command: exit code, standard output and standard error.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ExecuteAsync(params string[] arguments)
    {
        var (lines, errors) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var process = Start(arguments, lines, errors: errors);
        await ExitedAsync(process, string.Join(' ', arguments));
        return (process.ExitCode, string.Join('\n', lines), string.Join('\n', errors));
    }

    public Task ReadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            if (HasExited)
                throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{Output}");
            return await Api.StatusAsync("/health/ready") == HttpStatusCode.OK;
        },
        "the program to be ready", StartPatience);

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await ExitedAsync(_process, "SIGKILL");
    }

    /// <summary>SIGTERM, as a service manager stops it; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await ExitedAsync(_process, "SIGTERM");
        return _process.ExitCode;
    }

    /// <summary>Any signal, by its name without SIG.</summary>
    public Task SignalAsync(string signal) => Signals.SendAsync(_process, signal);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Api.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(
        IEnumerable<string> arguments, ConcurrentQueue<string> lines, IReadOnlyDictionary<string, string>? environment = null,
        ConcurrentQueue<string>? errors = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // Nothing of the machine's own settings: not its addresses, not its environment's name.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data, lines);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, errors ?? lines);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Keep(string? line, ConcurrentQueue<string> lines)
    {
        if (line is not null)
            lines.Enqueue(line);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("RefillRadar__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_URLS", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    private static async Task ExitedAsync(Process process, string why)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The program did not end within a minute of: {why}");
        }
    }
}
