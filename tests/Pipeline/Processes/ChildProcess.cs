using System.Collections.Concurrent;
using System.Diagnostics;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Pipeline.Processes;

/// <summary>A program that runs as a child: what it writes is kept, and it ends with its owner.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly string _name;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, bool> _isReady;

    private ChildProcess(string name, ProcessStartInfo start, Func<string, bool> isReady)
    {
        (_name, _isReady) = (name, isReady);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{name} ended with {_process.ExitCode}:\n{Output}"));
    }

    /// <summary>All it wrote so far, both streams.</summary>
    public string Output => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    public Task Exited => _process.WaitForExitAsync();

    /// <summary>Starts a program and does not wait.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Added to what is inherited, of which settings of .NET programs are left out.</param>
    /// <param name="isReady">Knows the line that says it can be used.</param>
    /// <param name="folder">Where it runs.</param>
    public static ChildProcess Start(
        string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null,
        Func<string, bool>? isReady = null, string? folder = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var child = new ChildProcess(name, start, isReady ?? (_ => false));
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The command that runs one of the solution's programs.</summary>
    public static string[] DotNet(string assembly) =>
        [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, assembly)];

    /// <summary>The line that said it can be used; fails with what it wrote when it ends before.</summary>
    public async Task<string> ReadyAsync()
    {
        try
        {
            return await _ready.Task.WaitAsync(EndPatience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{_name} was not ready within {EndPatience.TotalSeconds:0} s:\n{Output}");
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it; answers the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        using var patience = new CancellationTokenSource(EndPatience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new TimeoutException($"{_name} did not end within {EndPatience.TotalSeconds:0} s of SIGTERM:\n{Output}");
        }
    }

    /// <summary>Any signal, by its name without SIG.</summary>
    public Task SignalAsync(string signal) => Signals.SendAsync(_process, signal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _ = _ready.Task.Exception;
    }

    // Neither addresses nor the name of an environment of whoever started this.
    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("RefillRadar__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("AWS_", StringComparison.Ordinal)
        || name is "DOTNET_URLS" or "DOTNET_ENVIRONMENT";

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        _lines.Enqueue(line.Data);
        if (_isReady(line.Data))
            _ready.TrySetResult(line.Data);
    }
}
