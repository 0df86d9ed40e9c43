using System.Diagnostics;
using System.Globalization;

namespace RefillRadar.Tests.Emulators;

/// <summary>Signals of the operating system, which .NET cannot send.</summary>
public static class Signals
{
    /// <summary>Sends a signal to a process that may have ended meanwhile.</summary>
    /// <param name="process">The process.</param>
    /// <param name="signal">Name without SIG, such as STOP.</param>
    public static async Task SendAsync(Process process, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }
}
