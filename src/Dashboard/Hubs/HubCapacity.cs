using System.Globalization;
using Microsoft.AspNetCore.Http;
using RefillRadar.Dashboard.Api;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// Bounds the connections to the hub of this process. A WebSocket or an event stream takes a place for as long as it lasts, a long poll
/// while it waits. Who negotiates while no place is free is refused at once.
/// </summary>
internal sealed class HubCapacity(RadarHubOptions options)
{
    private const string RetryAfterSeconds = "10";
    private int _taken;

    /// <summary>Connections now.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Serves a request of the hub's endpoints, or answers 503.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsConnection(context))
        {
            await (IsNegotiation(context.Request) && Taken >= options.MaxConnections ? RefuseAsync(context) : next(context));
            return;
        }

        if (Interlocked.Increment(ref _taken) > options.MaxConnections)
        {
            Interlocked.Decrement(ref _taken);
            await RefuseAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }

    // HTTP/2 opens a WebSocket by CONNECT.
    private static bool IsConnection(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsConnect(context.Request.Method);

    private static bool IsNegotiation(HttpRequest request) =>
        request.Path.Value?.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase) == true;

    private Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"This process has {options.MaxConnections:N0} hub connections, the most that RefillRadar:Hub:MaxConnections allows. Close some or raise the setting, then try again.");
        return Problems.Status(StatusCodes.Status503ServiceUnavailable, "Too many hub connections.", detail).ExecuteAsync(context);
    }
}
