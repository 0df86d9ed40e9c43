using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/products</c>.</summary>
internal static class ProductEndpoints
{
    /// <summary>What <c>status</c> of a product list can be.</summary>
    public static readonly string[] Statuses =
        ["untracked", "normal", "pending", "firing", "acknowledged", "snoozed", "low", "out", "soon", "stale"];

    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        products.MapGet("/", ListAsync).WithName("ListProducts").WithSummary("Products in order of their keys")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        products.MapGet("/{**key}", GetAsync).WithName("GetProduct")
            .WithSummary("One product: level, winning rule, demand, levels of the last day, open alert")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ListOf<ProductLevel>>> ListAsync(
        string? search, string? status, string? limit, string? cursor, IRadar radar, CancellationToken cancellationToken)
    {
        var query = new ProductQuery
        {
            Search = QueryValues.Text("search", search),
            Status = QueryValues.Word("status", status, Statuses),
            Limit = QueryValues.Limit(limit),
            Cursor = QueryValues.Text("cursor", cursor),
        };
        var page = await radar.ListProductsAsync(query, cancellationToken);
        return TypedResults.Ok(new ListOf<ProductLevel>(page.Items, page.NextCursor));
    }

    private static async Task<Results<Ok<ProductItem>, ProblemHttpResult>> GetAsync(
        string key, HttpContext context, IRadar radar, CancellationToken cancellationToken)
    {
        // Routing leaves %2F as it is, so the key is read from the address as it was sent.
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        key = RawKey.After("/api/products/", target) ?? key;

        if (await radar.GetProductAsync(key, cancellationToken) is not { } detail)
            return Problems.NotFound($"No product has the key '{key}'. GET /api/products?search= finds keys; with warehouses a key is product@warehouse.");

        var alertId = detail.Level.AlertId;
        var row = alertId is null ? null : await radar.GetAlertAsync(alertId, cancellationToken);
        return TypedResults.Ok(ProductItem.Of(detail, row?.Alert));
    }
}
