using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Dashboard.Security;
using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/quarantine</c>.</summary>
internal static class QuarantineEndpoints
{
    public static void MapQuarantine(this IEndpointRouteBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("Quarantine").RequireAuthorization(RadarPolicies.Operate);
        quarantine.MapGet("/", ListAsync).WithName("ListQuarantine").WithSummary("Records that could not be read, newest first, with their bytes")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        quarantine.MapGet("/{id}/bytes", BytesAsync).WithName("GetQuarantinedBytes").WithSummary("The original bytes of a record")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        quarantine.MapPost("/{id}/replay", ReplayAsync).WithName("ReplayQuarantined").WithSummary("Read a record again")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ListOf<QuarantineItem>>> ListAsync(
        string? limit, string? cursor, IQuarantine quarantine, CancellationToken cancellationToken)
    {
        var from = string.IsNullOrEmpty(cursor) ? null : cursor;
        var page = await quarantine.ListAsync(QueryValues.Limit(limit), from, cancellationToken);
        return TypedResults.Ok(new ListOf<QuarantineItem>([.. page.Items.Select(QuarantineItem.Of)], page.NextCursor));
    }

    // Never shown by the browser itself: the bytes are foreign.
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> BytesAsync(
        string id, IQuarantine quarantine, CancellationToken cancellationToken)
    {
        return await quarantine.GetAsync(id, cancellationToken) is { } record
            ? TypedResults.Bytes(record.Bytes, "application/octet-stream", $"quarantined-{record.Id}.bin")
            : Unknown(id);
    }

    private static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReplayAsync(
        string id, IQuarantine quarantine, IQuarantineReplay replay, CancellationToken cancellationToken)
    {
        if (await quarantine.GetAsync(id, cancellationToken) is not { } record)
            return Unknown(id);

        var reason = await replay.ReplayAsync(record, cancellationToken);
        return reason is null
            ? TypedResults.Ok(new ReplayAnswer(true))
            : Problems.Conflict($"The record still cannot be read: {reason}");
    }

    private static ProblemHttpResult Unknown(string id) =>
        Problems.NotFound($"No record in quarantine has the id '{id}'. It may have been replayed already, or have expired.");
}
