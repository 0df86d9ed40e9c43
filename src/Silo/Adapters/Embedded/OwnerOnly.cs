namespace RefillRadar.Silo.Adapters.Embedded;

/// <summary>Files and folders that only the user who runs the program can read. On Windows the rights of their folder count.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and those above it; one that exists stays as it is.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OfFolder);
    }

    /// <summary>Creates an empty file, and its folder; one that exists stays as it is.</summary>
    public static void CreateFile(string path)
    {
        CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path))
            Open(path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
    }

    /// <summary>Opens a file to write to.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share) => new(path, Options(mode, share));

    /// <summary>Takes from everybody else the rights to a file or folder of ours that exists. One that is another user's stays as it is.</summary>
    public static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows() || !Path.Exists(path))
            return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~OfFolder) == 0)
            return;
        try
        {
            File.SetUnixFileMode(path, mode & OfFolder);
        }
        catch (UnauthorizedAccessException)
        {
            // Only its owner may.
        }
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OfFile;
        return options;
    }
}
