using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats.Envelope;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Ingest;

/// <summary>The way in over HTTP.</summary>
internal static class IngestEndpoints
{
    /// <summary>Header that orders record lines without a position of their own: a whole number that rises from request to request.</summary>
    public const string PositionHeader = "X-Position";

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        var settings = routes.ServiceProvider.GetRequiredService<IngestSettings>();
        var group = routes.MapGroup("/ingest")
            .WithTags("Ingest")
            .AllowAnonymous()
            .RequireRateLimiting(IngestLimits.Policy)
            .AddEndpointFilter(routes.ServiceProvider.GetRequiredService<IngestGuard>())
            .WithMetadata(new BodyLimit(settings.MaxBodyBytes + 1L))
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(408).ProducesProblem(413).ProducesProblem(415)
            .ProducesProblem(429).ProducesProblem(503);
        group.MapPost("/kinesis", PostEvent)
            .WithName("IngestKinesis")
            .WithSummary("Takes a Lambda Kinesis event and answers which records have to come again.")
            .Produces<KinesisAnswer>();
        group.MapPost("/records", PostRecords)
            .WithName("IngestRecords")
            .WithSummary("Takes JSON lines of DMS, Debezium or Maxwell records.")
            .Produces<RecordsAnswer>();
    }

    private static Task<IResult> PostEvent(HttpContext context, BatchIngest ingest, IngestLimits limits, IngestSettings settings) =>
        TakeAsync(context, limits, settings, async body =>
        {
            try
            {
                var result = await ingest.PostEventAsync(body, isOwn: false, CancellationToken.None);
                var failed = result.Failed.Count == 0 ? [] : ingest.SequenceNumbers(body.Span, result.Failed);
                return TypedResults.Json(
                    new KinesisAnswer([.. failed.Select(number => new KinesisFailure(number))]), IngestJson.Default.KinesisAnswer);
            }
            catch (NotAKinesisEventException exception)
            {
                return TypedResults.Problem(exception.Message, statusCode: 400);
            }
        });

    private static async Task<IResult> PostRecords(HttpContext context, BatchIngest ingest, IngestLimits limits, IngestSettings settings)
    {
        LinePosition? position = null;
        if (context.Request.Headers.TryGetValue(PositionHeader, out var header) && (position = PositionOf(header.ToString().Trim())) is null)
            return TypedResults.Problem($"The header {PositionHeader} must be a whole number of at most 40 digits.", statusCode: 400);
        return await TakeAsync(context, limits, settings, async body =>
        {
            if (RecordLinesReader.IsGarbage(body.Span))
                return TypedResults.Problem($"The body holds no records: expected JSON objects, one per line, or one array of them (got {RecordLinesReader.Beginning(body.Span)}).", statusCode: 400);
            var result = await ingest.PostLinesAsync(body, position, CancellationToken.None);
            return result.Failed.Count > 0
                ? Again(context, $"{result.Failed.Count} of the records could not be stored. Send all of them again: those that were taken are known by their positions.")
                : TypedResults.Json(
                    new RecordsAnswer(result.Applied, result.Skipped, result.Quarantined) { SkippedBy = result.SkippedBy, OtherTables = result.OtherTables },
                    IngestJson.Default.RecordsAnswer);
        });
    }

    // The body first, then a place: who sends slowly waits for himself alone.
    private static async Task<IResult> TakeAsync(
        HttpContext context, IngestLimits limits, IngestSettings settings, Func<ReadOnlyMemory<byte>, Task<IResult>> take)
    {
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (RequestBody.IsGzip(encoding) is not { } isGzip)
            return UnknownEncoding(context, encoding);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(IngestLimits.BodyTimeout);
        RequestBody? read;
        try
        {
            read = await RequestBody.ReadAsync(context.Request, isGzip, settings.MaxBodyBytes, timeout.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.Problem($"The body did not arrive within {IngestLimits.BodyTimeout.TotalSeconds:0} seconds.", statusCode: 408);
        }
        catch (InvalidDataException exception)
        {
            return TypedResults.Problem($"The body is not valid gzip, although its Content-Encoding says so: {exception.Message}", statusCode: 400);
        }
        catch (BadHttpRequestException exception)
        {
            return TypedResults.Problem($"The body could not be read: {exception.Message}", statusCode: exception.StatusCode);
        }

        if (read is not { } body)
            return TooLarge(settings);
        using (body)
        {
            using var lease = await limits.AcquireAsync(context.RequestAborted);
            return lease.IsAcquired ? await take(body.Memory) : IngestLimits.Busy(context);
        }
    }

    // Accept-Encoding in an answer says what a request may use (RFC 7694).
    private static ProblemHttpResult UnknownEncoding(HttpContext context, string encoding)
    {
        context.Response.Headers.AcceptEncoding = "gzip";
        return TypedResults.Problem(
            $"Content-Encoding must be gzip or identity (got {encoding[..Math.Min(encoding.Length, 40)]}).", statusCode: StatusCodes.Status415UnsupportedMediaType);
    }

    private static LinePosition? PositionOf(string header) =>
        header.Length <= 40 && Place.TryParse(Encoding.ASCII.GetBytes(header), out var number) ? new LinePosition(number) : null;

    private static ProblemHttpResult TooLarge(IngestSettings settings) =>
        TypedResults.Problem($"The body is larger than {settings.MaxBodyBytes} bytes (RefillRadar:Ingest:MaxBodyBytes).", statusCode: 413);

    private static ProblemHttpResult Again(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem(detail, statusCode: 503);
    }

    // One more byte than is taken, so that the answer is ours and not the server's.
    private sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
