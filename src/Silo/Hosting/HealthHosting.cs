using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RefillRadar.Grains.Health;

namespace RefillRadar.Silo.Hosting;

/// <summary>
/// Liveness and readiness. Readiness shows the status of every part, but is 503 only for what another process or a restart could fix: a mail
/// server that does not respond is no reason to stop taking changes in.
/// </summary>
internal static class HealthHosting
{
    // A load balancer waits a few seconds for the answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void AddRadarHealth(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<HealthMonitor>());

    public static void MapRadarHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("Healthy")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    // Needs no sign-in, so the reasons, which name files and teams, are left to /api/health.
    private static async Task<JsonHttpResult<Readiness>> ReadyAsync(HealthMonitor monitor, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Answer(HealthStatus.Failing, false, "The process is stopping.", []);
        try
        {
            var health = await monitor.GetAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return Answer(health.Status, health.IsServing, null, health.Items.Select(item => (item.Name, item.Status)));
        }
        catch (TimeoutException)
        {
            return Answer(HealthStatus.Failing, false, "The process is starting.", []);
        }
    }

    private static JsonHttpResult<Readiness> Answer(HealthStatus status, bool isServing, string? detail, IEnumerable<(string Name, HealthStatus Status)> items) => TypedResults.Json(
        new Readiness(Word(status), isServing, detail, [.. items.Select(item => new Readiness.Item(item.Name, Word(item.Status)))]),
        statusCode: isServing ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static string Word(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
