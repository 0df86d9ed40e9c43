using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/thresholds</c>.</summary>
internal static class ThresholdEndpoints
{
    // What the server reads of a threshold file.
    private const int MaxBytes = 64 << 20;

    public static void MapThresholds(this IEndpointRouteBuilder api)
    {
        var thresholds = api.MapGroup("/thresholds").WithTags("Thresholds");
        thresholds.MapGet("/", ThresholdsAsync).WithName("GetThresholds")
            .WithSummary("Which thresholds are in force, and what was wrong with the last file that was refused");
        thresholds.MapPost("/check", CheckAsync).WithName("CheckThresholds")
            .WithSummary("Whether a threshold file would be accepted, and how its rows match the products that have been seen. It is not put into force")
            .Accepts<string>("text/csv").ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static async Task<Ok<ThresholdsInfo>> ThresholdsAsync(IRadar radar, CancellationToken cancellationToken) =>
        TypedResults.Ok(await radar.GetThresholdsAsync(cancellationToken));

    private static async Task<Results<Ok<ThresholdCheckAnswer>, ProblemHttpResult>> CheckAsync(HttpRequest request, IRadar radar, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
            return Problems.Status(StatusCodes.Status415UnsupportedMediaType, "The body is of the wrong type.", "Send the file with Content-Type: text/csv.");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return TypedResults.Ok(ThresholdCheckAnswer.Of(await radar.CheckThresholdsAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken)));
    }
}
