using System.Diagnostics;
using System.Globalization;
using MySqlConnector;
using RefillRadar.Pipeline.Processes;

namespace RefillRadar.Pipeline.Database;

/// <summary>
/// MariaDB with a row-format binary log, on a free port of the loopback, with a data folder of its own that goes with it. It holds
/// the shop: schema <c>HASP</c>, tables <c>products</c> and <c>inventory</c>.
/// </summary>
internal sealed class MariaDbServer : IAsyncDisposable
{
    public const string Schema = "HASP";

    // Loopback only, and gone with the process: no secrets.
    public const string ShopUser = "shop";
    public const string CaptureUser = "dms";

    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _process;

    private MariaDbServer(DirectoryInfo folder, ChildProcess process, int port) => (_folder, _process, Port) = (folder, process, port);

    public int Port { get; }

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    // As root it refuses to serve; then it serves as nobody.
    private static string[] User => IsRoot ? ["--user=nobody"] : [];

    /// <summary>Makes the data folder and starts the server; returns when it takes connections.</summary>
    public static async Task<MariaDbServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("refillradar-mariadb-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            var script = Path.Combine(folder.FullName, "shop.sql");
            await File.WriteAllTextAsync(script, ShopSchema.Script);
            if (IsRoot)
                await RunAsync("chown", ["-R", "nobody", folder.FullName]);
            await RunAsync("mariadb-install-db", ["--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", .. User]);
            var port = FreePort.Next();
            var process = ChildProcess.Start("MariaDB", [Program, .. Options(data, script, port), .. User], isReady: line => line.Contains("ready for connections", StringComparison.Ordinal));
            var server = new MariaDbServer(folder, process, port);
            await process.ReadyAsync();
            return server;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A connection of the shop's own program.</summary>
    public async Task<MySqlConnection> OpenAsync()
    {
        var connection = new MySqlConnection($"Server=127.0.0.1;Port={Port};Database={Schema};User ID={ShopUser};Password={ShopUser}");
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // Debian keeps it where the path of an ordinary user does not look.
    private static string Program => File.Exists("/usr/sbin/mariadbd") ? "/usr/sbin/mariadbd" : "mariadbd";

    private static string[] Options(string data, string script, int port) =>
    [
        "--no-defaults", $"--datadir={data}", $"--socket={data}/s.sock", "--bind-address=127.0.0.1", $"--port={port.ToString(CultureInfo.InvariantCulture)}",
        $"--init-file={script}", "--skip-name-resolve", "--default-time-zone=+00:00", "--performance-schema=OFF",
        // What DMS asks of a source.
        "--server-id=1", "--log-bin=mysql-bin-changelog", "--binlog-format=ROW", "--binlog-row-image=FULL", "--binlog-row-metadata=FULL",
        // Nothing of it has to outlive the process.
        "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M",
    ];

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{output}{await error}");
    }
}
