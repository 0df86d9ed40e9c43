using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Dashboard.Csv;
using RefillRadar.Dashboard.Security;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/alerts</c>.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("/", ListAsync).WithName("ListAlerts").WithSummary("Alerts, newest opened first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        alerts.MapGet("/{id}", GetAsync).WithName("GetAlert").WithSummary("One alert with its history")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/alerts.csv", ExportAsync).WithTags("Alerts").WithName("ExportAlerts")
            .WithSummary($"Alerts as CSV, the same filters and category and text, at most {AlertCsv.MaxRows:N0} rows")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);

        MapAction(alerts, AlertActionKind.Acknowledge, "Acknowledge an alert: no reminders until it resolves or runs out");
        MapAction(alerts, AlertActionKind.Snooze, "Snooze an alert until a time or a restock");
        MapAction(alerts, AlertActionKind.Unsnooze, "End a snooze now");
        MapAction(alerts, AlertActionKind.Unacknowledge, "Undo an acknowledgement: reminders go out again");
    }

    private static void MapAction(RouteGroupBuilder alerts, AlertActionKind kind, string summary)
    {
        var verb = kind.ToString();
        alerts.MapPost($"/{{id}}/{verb.ToLowerInvariant()}", (string id, HttpContext context, IRadar radar, TimeProvider time) =>
                ActAsync(kind, id, context, radar, time))
            .RequireAuthorization(RadarPolicies.Respond)
            .WithName($"{verb}Alert").WithSummary(summary)
            .WithMetadata(new AcceptsMetadata(["application/json"], typeof(ActionBody), isOptional: true))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ListOf<Alert>>> ListAsync(
        [AsParameters] AlertFilter filter, IRadar radar, CancellationToken cancellationToken)
    {
        var page = await radar.ListAlertsAsync(filter.ToQuery(), cancellationToken);
        return TypedResults.Ok(new ListOf<Alert>([.. page.Items.Select(row => row.Alert)], page.NextCursor));
    }

    private static async Task<Results<Ok<AlertDetail>, ProblemHttpResult>> GetAsync(
        string id, IRadar radar, CancellationToken cancellationToken) =>
            await radar.GetAlertAsync(id, cancellationToken) is { } row ? TypedResults.Ok(AlertDetail.Of(row)) : Unknown(id);

    private static async Task<AlertCsvResult> ExportAsync(
        [AsParameters] AlertFilter filter, [AsParameters] AlertCsvFilter more, IRadar radar, TimeProvider time, CancellationToken cancellationToken)
    {
        var query = filter.ToQuery() with { Limit = AlertQuery.MaxLimit };
        more = more.Checked();
        var first = await radar.ListAlertsAsync(query, cancellationToken);
        return new AlertCsvResult(radar, query, more, first, time.GetUtcNow());
    }

    private static async Task<Results<Ok<Alert>, ProblemHttpResult>> ActAsync(
        AlertActionKind kind, string id, HttpContext context, IRadar radar, TimeProvider time)
    {
        var body = await ActionReader.ReadAsync(context.Request.BodyReader, context.RequestAborted);
        var action = ActionReader.ToAction(kind, body, context.User, time.GetUtcNow());
        var result = await radar.ActAsync(id, action, context.RequestAborted);
        if (result.Alert is null)
            return Unknown(id);

        return result.Refused is { } why ? Problems.Conflict(why) : TypedResults.Ok(result.Alert);
    }

    private static ProblemHttpResult Unknown(string id) =>
        Problems.NotFound($"No alert has the id '{id}'. It may have expired. GET /api/alerts lists the alerts on record.");
}
