using System.Globalization;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>The wall clock of a process, to be set forward and back while it runs (libfaketime). Its monotonic clock goes on as it is.</summary>
internal sealed class SetClock : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public SetClock() => Set(TimeSpan.Zero);

    /// <summary>Where Debian puts it; null when it is not installed.</summary>
    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists)
        : null;

    /// <summary>What the process has to be started with.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>From now on the process sees the machine's time and this.</summary>
    public void Set(TimeSpan ahead) => File.WriteAllText(_file, string.Create(CultureInfo.InvariantCulture, $"{ahead.TotalSeconds:+0;-0}\n"));

    public void Dispose() => File.Delete(_file);
}
