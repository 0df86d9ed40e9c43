using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RefillRadar.Bench.Pages;

/// <summary>The real program in a process of its own, with a directory of its own.</summary>
internal sealed partial class RadarUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("refillradar-bench-");
    private readonly ConcurrentQueue<string> _lines = new();
    private Process _process = null!;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What it wrote last, for when something goes wrong.</summary>
    public string Tail => string.Join('\n', _lines.TakeLast(30));

    /// <summary>CPU it has used so far.</summary>
    public TimeSpan Used
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory of the process, as the machine counts it.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<RadarUnderTest> StartAsync(IEnumerable<string> thresholds)
    {
        var radar = new RadarUnderTest();
        await File.WriteAllLinesAsync(Path.Combine(radar._data.FullName, "thresholds.csv"), thresholds);
        radar.Launch();
        await radar.ReadyAsync();
        return radar;
    }

    /// <summary>Bytes of live objects: what a full collection leaves.</summary>
    public async Task<long> LiveHeapAsync()
    {
        await InducedCollection.RunAsync(_process.Id);
        var metrics = await Http.GetStringAsync(new Uri(Address, "/metrics"));
        return HeapSize().Matches(metrics).Sum(match => (long)double.Parse(match.Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture));
    }

    /// <summary>The numbers of <c>/api/stats</c>.</summary>
    public async Task<JsonElement> StatsAsync()
    {
        using var stats = JsonDocument.Parse(await Http.GetStringAsync(new Uri(Address, "/api/stats")));
        return stats.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
        _data.Delete(recursive: true);
    }

    private void Launch()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        Http = new HttpClient { BaseAddress = Address };
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "RefillRadar.Silo.dll"), "--urls", Address.OriginalString,
            "--RefillRadar:Demo:Enabled=false", $"--RefillRadar:DataDirectory={_data.FullName}",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data.FullName };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
            start.Environment.Remove(name);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task ReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StartPatience && !_process.HasExited)
        {
            try
            {
                using var response = await Http.GetAsync(new Uri(Address, "/health/ready"));
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException($"The program did not become ready:\n{Tail}");
    }

    // Nothing of the machine's own settings.
    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("RefillRadar__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{.*\} (?<bytes>[0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex HeapSize();
}
