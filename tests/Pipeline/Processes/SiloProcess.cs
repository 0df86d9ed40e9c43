using System.Globalization;
using System.Net;

namespace RefillRadar.Pipeline.Processes;

/// <summary>A process of the server in AWS mode: a silo or a dashboard. Started again it has the same ports.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(120);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Dictionary<string, string> _settings;
    private readonly string _name;
    private ChildProcess? _process;

    private SiloProcess(string name, IReadOnlyDictionary<string, string> settings)
    {
        (_name, _settings) = (name, new Dictionary<string, string>(settings));
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _settings["ASPNETCORE_URLS"] = Address.OriginalString;
    }

    public Uri Address { get; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>All that the present process wrote.</summary>
    public string Output => _process?.Output ?? "";

    public static SiloProcess Silo(string name, IReadOnlyDictionary<string, string> settings) => new(name, new Dictionary<string, string>(settings)
    {
        ["RefillRadar__Roles"] = "Silo",
        ["RefillRadar__Aws__AdvertisedAddress"] = "127.0.0.1",
        ["RefillRadar__Aws__SiloPort"] = Port(),
        ["RefillRadar__Aws__GatewayPort"] = Port(),
    });

    public static SiloProcess Dashboard(string name, IReadOnlyDictionary<string, string> settings) =>
        new(name, new Dictionary<string, string>(settings) { ["RefillRadar__Roles"] = "Dashboard" });

    /// <summary>Starts it and does not wait.</summary>
    public void Launch() => _process = ChildProcess.Start(_name, ChildProcess.DotNet("RefillRadar.Silo.dll"), _settings);

    /// <summary>Returns once it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(ReadyPatience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await IsReadyAsync())
        {
            if (!IsRunning || patience.IsCancellationRequested)
                throw new InvalidOperationException($"{_name} {(IsRunning ? "is not ready" : "ended")}:\n{Output}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(Address, "/health/ready"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // Not yet listening, or too busy starting to answer.
            return false;
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>SIGTERM; answers the exit code.</summary>
    public Task<int> TerminateAsync() => _process!.TerminateAsync();

    /// <summary>Any signal, by its name without SIG.</summary>
    public Task SignalAsync(string signal) => _process!.SignalAsync(signal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _http.Dispose();
    }

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
