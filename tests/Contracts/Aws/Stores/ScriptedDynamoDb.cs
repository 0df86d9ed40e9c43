using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

/// <summary>An endpoint that gives the answers of a script, one a request, and the last one for ever.</summary>
internal sealed class ScriptedDynamoDb : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedDynamoDb(WebApplication app) => _app = app;

    /// <summary>Bodies of the requests so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<ScriptedDynamoDb> StartAsync(params (int Status, string Body)[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var endpoint = new ScriptedDynamoDb(builder.Build());
        endpoint._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            endpoint.Requests.Enqueue(await reader.ReadToEndAsync());
            var (status, body) = answers[Math.Min(endpoint.Requests.Count, answers.Length) - 1];
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync(body);
        });
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public MeteredDynamoDbClient Connect(StoreMetrics metrics) => new(
        new BasicAWSCredentials("test", "test"),
        MeteredDynamoDbClient.WithRetries(new AmazonDynamoDBConfig { ServiceURL = _app.Urls.First(), AuthenticationRegion = "eu-central-1" }),
        metrics);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
