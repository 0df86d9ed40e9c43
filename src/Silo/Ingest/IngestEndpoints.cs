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
            .WithMetadata(new BodyLimit(settings.MaxBodyBytes + 1L))
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);
        group.MapPost("/kinesis", PostEvent)
            .WithName("IngestKinesis")
            .WithSummary("Takes a Lambda Kinesis event and answers which records have to come again.")
            .Produces<KinesisAnswer>();
        group.MapPost("/records", PostRecords)
            .WithName("IngestRecords")
            .WithSummary("Takes JSON lines of DMS, Debezium or Maxwell records.")
            .Produces<RecordsAnswer>();
    }

    private static async Task<IResult> PostEvent(HttpContext context, IngestDoor door, IngestGate gate, IngestGuard guard, IngestSettings settings)
    {
        if (guard.Refuse(context) is { } refusal)
            return refusal;
        using var place = gate.TryEnter();
        if (place is null)
            return Busy(context);
        using var body = await RequestBody.ReadAsync(context.Request, settings.MaxBodyBytes, context.RequestAborted);
        if (body is not { Memory: var memory })
            return TooLarge(settings);
        try
        {
            var failed = await door.PostAsync(memory, CancellationToken.None);
            return TypedResults.Json(
                new KinesisAnswer([.. failed.Select(number => new KinesisFailure(number))]), IngestJson.Default.KinesisAnswer);
        }
        catch (NotAKinesisEventException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: 400);
        }
    }

    private static async Task<IResult> PostRecords(HttpContext context, IngestDoor door, IngestGate gate, IngestGuard guard, IngestSettings settings)
    {
        if (guard.Refuse(context) is { } refusal)
            return refusal;
        LinePosition? position = null;
        if (context.Request.Headers.TryGetValue(PositionHeader, out var header) && (position = PositionOf(header.ToString().Trim())) is null)
            return TypedResults.Problem($"The header {PositionHeader} has to be a whole number of at most 40 digits.", statusCode: 400);
        using var place = gate.TryEnter();
        if (place is null)
            return Busy(context);
        using var body = await RequestBody.ReadAsync(context.Request, settings.MaxBodyBytes, context.RequestAborted);
        if (body is not { Memory: var memory })
            return TooLarge(settings);
        var result = await door.PostLinesAsync(memory, position, CancellationToken.None);
        if (result.Failed.Count > 0)
            return Again(context, $"{result.Failed.Count} of the records could not be stored. Send all of them again: what was taken is known by its position.");
        return TypedResults.Json(new RecordsAnswer(result.Applied, result.Skipped, result.Quarantined), IngestJson.Default.RecordsAnswer);
    }

    private static LinePosition? PositionOf(string header) =>
        header.Length <= 40 && SequenceNumber.TryParse(System.Text.Encoding.ASCII.GetBytes(header), out var number) ? new LinePosition(number) : null;

    private static ProblemHttpResult TooLarge(IngestSettings settings) =>
        TypedResults.Problem($"The body is larger than {settings.MaxBodyBytes} bytes (RefillRadar:Ingest:MaxBodyBytes).", statusCode: 413);

    private static ProblemHttpResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem("Too many deliveries are being taken in. Send it again in a second.", statusCode: 429);
    }

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
