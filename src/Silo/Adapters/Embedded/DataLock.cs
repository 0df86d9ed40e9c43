using System.Diagnostics;
using System.Globalization;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Adapters.Embedded;

/// <summary>
/// Keeps the data directory to one process: <c>radar.lock</c> stays open and locked as long as the process lives, however it ends.
/// <c>radar.owner</c> says who that is, for whoever is refused.
/// </summary>
internal sealed class DataLock : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION.
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;
    private readonly string _ownerPath;

    private DataLock(FileStream file, string ownerPath) => (_file, _ownerPath) = (file, ownerPath);

    /// <summary>Takes the lock; creates the directory when it is missing.</summary>
    /// <exception cref="StartException">Another process has it, or the directory cannot be written to.</exception>
    public static DataLock Take(string dataDirectory, IReadOnlyList<string> addresses)
    {
        var ownerPath = Path.Combine(dataDirectory, "radar.owner");
        try
        {
            OwnerOnly.CreateDirectory(dataDirectory);
            var file = OwnerOnly.Open(Path.Combine(dataDirectory, "radar.lock"), FileMode.OpenOrCreate, FileShare.None);
            OwnerOnly.Restrict(file.Name);
            var taken = new DataLock(file, ownerPath);
            taken.Announce(addresses);
            return taken;
        }
        catch (IOException exception) when (InUse.Contains(exception.HResult))
        {
            throw new StartException(
                $"{dataDirectory} is in use by {Owner(ownerPath)}. Stop that process, or set RefillRadar:DataDirectory to another folder.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                File.Exists(dataDirectory)
                    ? $"RefillRadar:DataDirectory is {dataDirectory}, which is a file. Set it to a folder."
                    : $"RefillRadar:DataDirectory is {dataDirectory}, which cannot be written to: {exception.Message} Give this user the right to write there, or set another folder.",
                exception);
        }
    }

    /// <summary>Tells others where this process listens.</summary>
    public void Announce(IEnumerable<string> addresses)
    {
        using var process = Process.GetCurrentProcess();
        var owner = string.Create(
            CultureInfo.InvariantCulture,
            $"process {process.Id}, started {process.StartTime.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}, at {string.Join(", ", addresses)}");
        try
        {
            using var file = new StreamWriter(OwnerOnly.Open(_ownerPath, FileMode.Create, FileShare.ReadWrite));
            file.Write(owner);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk, mostly. The lock holds without it.
        }
    }

    public void Dispose()
    {
        if (File.Exists(_ownerPath))
            File.Delete(_ownerPath);
        _file.Dispose();
    }

    private static string Owner(string path)
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } owner ? owner : "another process";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is about to write it.
            return "another process";
        }
    }
}
