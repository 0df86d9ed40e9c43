using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// How much is taken in at once. Requests are bounded by a rate limiter policy; of these, batches that have arrived whole are bounded
/// once more while they are worked on. So a body that trickles in keeps nobody from being served.
/// </summary>
internal sealed class IngestLimits(IngestSettings settings) : IDisposable
{
    /// <summary>Name of the policy that bounds requests.</summary>
    public const string Policy = "ingest";

    /// <summary>Longest time in which a body must have arrived.</summary>
    public static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(60);

    private const int RequestsPerBatch = 8;
    private readonly ConcurrencyLimiter _batches = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.MaxInFlight,
        QueueLimit = settings.MaxInFlight,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Adds the policy. What it refuses is answered with 429 and Retry-After.</summary>
    public static void Configure(RateLimiterOptions options, IngestSettings settings)
    {
        options.AddConcurrencyLimiter(Policy, limiter => (limiter.PermitLimit, limiter.QueueLimit) = (settings.MaxInFlight * RequestsPerBatch, 0));
        options.OnRejected = async (rejected, _) => await Busy(rejected.HttpContext).ExecuteAsync(rejected.HttpContext);
    }

    /// <summary>Waits for a place among the batches that are worked on; not acquired when too many wait already.</summary>
    public ValueTask<RateLimitLease> AcquireAsync(CancellationToken cancellationToken) => _batches.AcquireAsync(1, cancellationToken);

    /// <summary>The answer when too much is under way.</summary>
    public static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem("Too many batches are being processed. Send this one again in a second.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => _batches.Dispose();
}
