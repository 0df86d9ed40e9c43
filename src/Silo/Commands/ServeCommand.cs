using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Hosting;

namespace RefillRadar.Silo.Commands;

/// <summary>Runs the server until it is asked to stop.</summary>
internal static class ServeCommand
{
    /// <summary>0 after an orderly stop; 2 when the start failed, after one line that says why.</summary>
    public static async Task<int> RunAsync(string[] switches, TextWriter error)
    {
        try
        {
            var builder = RadarHost.CreateBuilder(switches);
            builder.AddRefillRadar();
            await using var app = builder.Build();
            app.MapRefillRadar();
            await app.StartAsync();
            app.Services.GetService<DataLock>()?.Announce(app.Urls);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return RadarCommands.CannotRun;
        }
    }
}
