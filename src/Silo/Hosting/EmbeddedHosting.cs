using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>Opens the embedded mode's files before anything starts, so that a file that is bad, missing or locked is found there.</summary>
internal static partial class EmbeddedHosting
{
    /// <summary>Where the keys of sign-ins and forms are kept.</summary>
    public static string KeyRing(EmbeddedOptions options) => Path.Combine(options.DataDirectory, "keys");

    /// <summary>Waits while the shop's database is locked.</summary>
    /// <exception cref="StartException">radar.db cannot be used.</exception>
    /// <exception cref="ConfigurationException">The shop is not as the configuration says.</exception>
    public static void PrepareEmbedded(this WebApplication app, EmbeddedOptions options)
    {
        OwnerOnly.CreateDirectory(KeyRing(options));
        OwnerOnly.Restrict(KeyRing(options));
        OwnerOnly.Restrict(options.Mail.Outbox);
        OpenDatabase(app.Services, options);
        if (options.Shop is { } shop)
            PrepareShop(app.Services.GetRequiredService<ShopDatabase>(), shop.Path, app.Logger);
    }

    private static void OpenDatabase(IServiceProvider services, EmbeddedOptions options)
    {
        try
        {
            services.GetRequiredService<SqliteDatabase>();
        }
        catch (SqliteException exception)
        {
            throw new StartException(Explain(exception, Path.Combine(options.DataDirectory, "radar.db")), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{Path.Combine(options.DataDirectory, "radar.db")} cannot be opened: {exception.Message}", exception);
        }
    }

    private static string Explain(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT =>
            $"{path} is damaged. Restore it from a backup, or move radar.db, radar.db-wal and radar.db-shm away to start without history.",
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => $"{path} is locked by another program, such as sqlite3. Close it there and start again.",
        _ => $"{path} cannot be opened: {exception.Message} Check the rights of the file and the space on the disk.",
    };

    private static void PrepareShop(ShopDatabase shop, string path, ILogger logger)
    {
        var wasLocked = false;
        var retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } exception && IsLocked(exception)),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromSeconds(1),
            OnRetry = attempt =>
            {
                wasLocked = true;
                // Each attempt waits 5 s for the lock by itself: once a minute.
                if (attempt.AttemptNumber % 10 == 0)
                    LogLocked(logger, path);
                return default;
            },
        }).Build();
        try
        {
            retry.Execute(_ => shop.Prepare());
        }
        catch (InvalidOperationException exception)
        {
            throw new ConfigurationException([exception.Message]);
        }

        if (wasLocked)
            LogUnlocked(logger, path);
    }

    private static bool IsLocked(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
        || (exception.InnerException is { } inner && IsLocked(inner));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the shop database {Path}: another program has locked it. The start goes on when the lock is released")]
    private static partial void LogLocked(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "The shop database {Path} is no longer locked")]
    private static partial void LogUnlocked(ILogger logger, string path);
}
