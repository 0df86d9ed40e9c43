using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using RefillRadar.Tests.Contracts;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.Infra;

/// <summary>
/// The program with the environment of the templates, and tables as the templates make them, on emulators: a silo and a dashboard
/// become ready and find no key that means nothing. Only ports differ, so that tests can run beside each other.
/// </summary>
[Collection(TemplatesCollection.Name)]
public sealed class ConfigurationTests(Templates templates) : IAsyncLifetime
{
    private EmulatorProcess _emulators = null!;

    public async Task InitializeAsync() => _emulators = await EmulatorProcess.StartAsync("dynamodb", "kinesis", "messaging");

    public async Task DisposeAsync() => await _emulators.DisposeAsync();

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Silo_and_dashboard_become_ready_with_what_the_template_gives_them(string environment)
    {
        var template = environment == "dev" ? templates.Dev : templates.ProdExisting;
        var ports = TaskProcess.FreePorts(4);
        var silo = Environment(template, "Silos", ports[0], ports[2], ports[3]);
        await CreateTablesAsync(template);
        await PutThresholdsAsync(silo["RefillRadar__Aws__ThresholdsBucket"], silo["RefillRadar__Aws__ThresholdsKey"]);

        await using var siloTask = TaskProcess.Start(silo);
        await using var dashboardTask = TaskProcess.Start(Environment(template, "Dashboards", ports[1], ports[2], ports[3]));
        await siloTask.ReadyAsync(ports[0]);
        await dashboardTask.ReadyAsync(ports[1]);

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var refused = await http.PostAsync(new Uri($"http://127.0.0.1:{ports[0]}/ingest/kinesis"), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var noSignIn = await http.GetAsync(new Uri($"http://127.0.0.1:{ports[1]}/api/stats"));
        Assert.Equal(HttpStatusCode.Unauthorized, noSignIn.StatusCode);
        foreach (var log in new[] { siloTask.Log, dashboardTask.Log })
            Assert.DoesNotContain("is not a known key", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_misspelt_would_be_noticed()
    {
        var ports = TaskProcess.FreePorts(3);
        var silo = Environment(templates.Dev, "Silos", ports[0], ports[1], ports[2]);
        silo["RefillRadar__Aws__SteamName"] = "x";
        await CreateTablesAsync(templates.Dev);
        await using var task = TaskProcess.Start(silo);
        await Wait.Until(() => task.Log.Contains("RefillRadar:Aws:SteamName is not a known key", StringComparison.Ordinal), "a word about the key");
    }

    private Dictionary<string, string> Environment(Template template, string service, int http, int siloPort, int gatewayPort) => new(TaskEnvironment.Of(template, service))
    {
        ["ASPNETCORE_URLS"] = $"http://*:{http}",
        ["RefillRadar__Aws__SiloPort"] = $"{siloPort}",
        ["RefillRadar__Aws__GatewayPort"] = $"{gatewayPort}",
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_ENDPOINT_URL_DYNAMODB"] = _emulators["dynamodb"].ToString(),
        ["AWS_ENDPOINT_URL_KINESIS"] = _emulators["kinesis"].ToString(),
        ["AWS_ENDPOINT_URL_SNS"] = _emulators["messaging"].ToString(),
        ["AWS_ENDPOINT_URL_S3"] = _emulators["messaging"].ToString(),
    };

    private async Task CreateTablesAsync(Template template)
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = _emulators["dynamodb"].ToString(), AuthenticationRegion = TaskEnvironment.Region });
        foreach (var table in template.Of("AWS::DynamoDB::Table"))
        {
            var indexes = table["GlobalSecondaryIndexes"]?.AsArray().Select(index => new GlobalSecondaryIndex
            {
                IndexName = (string)index!["IndexName"]!,
                KeySchema = Keys(index),
                Projection = new Projection
                {
                    ProjectionType = (string)index["Projection"]!["ProjectionType"]!,
                    NonKeyAttributes = index["Projection"]!["NonKeyAttributes"]?.AsArray().Select(name => (string)name!).ToList(),
                },
            }).ToList();
            await client.CreateTableAsync(new CreateTableRequest
            {
                TableName = (string)table["TableName"]!,
                BillingMode = (string)table["BillingMode"]!,
                KeySchema = Keys(table),
                AttributeDefinitions = [.. table["AttributeDefinitions"]!.AsArray().Select(key => new AttributeDefinition((string)key!["AttributeName"]!, (string)key["AttributeType"]!))],
                GlobalSecondaryIndexes = indexes,
            });
        }
    }

    private static List<KeySchemaElement> Keys(System.Text.Json.Nodes.JsonNode table) =>
        [.. table["KeySchema"]!.AsArray().Select(key => new KeySchemaElement((string)key!["AttributeName"]!, (string)key["KeyType"]!))];

    private async Task PutThresholdsAsync(string bucket, string key)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = _emulators["messaging"].ToString(), AuthenticationRegion = TaskEnvironment.Region, ForcePathStyle = true });
        await s3.PutBucketAsync(bucket);
        var sample = (string)templates.Dev.One("Custom::ThresholdSample")["Body"]!;
        await s3.PutObjectAsync(new Amazon.S3.Model.PutObjectRequest { BucketName = bucket, Key = key, ContentBody = sample });
    }
}
