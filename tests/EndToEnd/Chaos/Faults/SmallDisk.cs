using System.Diagnostics;

namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>A file system in memory at a folder, small enough to be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    /// <summary>Mounts it; null where that is not permitted.</summary>
    public static SmallDisk? TryMount(string path, int megabytes) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "refillradar-tests", path) ? new SmallDisk(path) : null;

    public void Dispose() => Run("umount", "-l", _path);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }
}
