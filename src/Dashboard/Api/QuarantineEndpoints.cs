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
        RouteGroupBuilder quarantine = api.MapGroup("/quarantine").WithTags("Quarantine").RequireAuthorization(RadarPolicies.Operate);
        quarantine.MapGet("/", ListAsync).WithName("ListQuarantine").WithSummary("Records that could not be read, newest first, with their bytes")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        quarantine.MapPost("/{id}/replay", ReplayAsync).WithName("ReplayQuarantined").WithSummary("Read a record once more")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ListOf<QuarantineItem>>> ListAsync(
        string? limit, string? cursor, IQuarantine quarantine, CancellationToken cancellationToken)
    {
        string? from = string.IsNullOrEmpty(cursor) ? null : cursor;
        QuarantinePage page = await quarantine.ListAsync(QueryValues.Limit(limit), from, cancellationToken);
        return TypedResults.Ok(new ListOf<QuarantineItem>([.. page.Items.Select(QuarantineItem.Of)], page.NextCursor));
    }

    private static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReplayAsync(
        string id, IQuarantine quarantine, IQuarantineReplay replay, CancellationToken cancellationToken)
    {
        if (await quarantine.GetAsync(id, cancellationToken) is not { } record)
            return Problems.NotFound($"No record in quarantine has the id '{id}'. It may have been replayed already, or have expired.");

        string? reason = await replay.ReplayAsync(record, cancellationToken);
        return reason is null
            ? TypedResults.Ok(new ReplayAnswer(true))
            : Problems.Conflict($"It still cannot be read: {reason}");
    }
}
