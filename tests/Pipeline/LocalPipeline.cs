using RefillRadar.Pipeline.Cloud;
using RefillRadar.Pipeline.Database;
using RefillRadar.Pipeline.Lambda;
using RefillRadar.Pipeline.Processes;
using RefillRadar.Pipeline.Streams;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Pipeline;

/// <summary>
/// The whole way on one machine, over the protocols it takes on AWS: MariaDB, DMS, Kinesis, event source mapping, Lambda, load
/// balancer, two silos and a dashboard, DynamoDB, S3, SNS and SQS. Everything on free ports of the loopback; nothing stays.
/// </summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    /// <summary>What senders of changes authenticate with.</summary>
    public const string IngestKey = "local-pipeline-key";

    private const string Bucket = "refillradar-thresholds";
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromSeconds(30);

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly AwsCalls _aws = new();

    private LocalPipeline()
    {
    }

    public MariaDbServer Database { get; private set; } = null!;

    public KinesisStream Stream { get; private set; } = null!;

    public EventSourceMapping Mapping { get; private set; } = null!;

    public DmsStandIn Dms { get; private set; } = null!;

    public AlertTopic Topic { get; private set; } = null!;

    /// <summary>Where the DynamoDB of the pipeline listens.</summary>
    public Uri DynamoDb => DynamoDbEmulator["dynamodb"];

    /// <summary>The load balancer in front of the silos, which changes are posted to.</summary>
    public Uri Ingest { get; private set; } = null!;

    /// <summary>The process of DynamoDB.</summary>
    public EmulatorProcess DynamoDbEmulator { get; private set; } = null!;

    /// <summary>The process of Kinesis.</summary>
    public EmulatorProcess KinesisEmulator { get; private set; } = null!;

    /// <summary>The process of SNS, SQS and S3.</summary>
    public EmulatorProcess MessagingEmulator { get; private set; } = null!;

    public IReadOnlyList<SiloProcess> Silos { get; private set; } = [];

    public SiloProcess Dashboard { get; private set; } = null!;

    /// <summary>Starts everything; returns when the dashboard is ready and the full load is on its way.</summary>
    public static async Task<LocalPipeline> StartAsync(PipelineOptions options)
    {
        var pipeline = new LocalPipeline();
        try
        {
            // A process each, as each has but one thread.
            pipeline.DynamoDbEmulator = pipeline.Own(await EmulatorProcess.StartAsync("dynamodb"));
            pipeline.KinesisEmulator = pipeline.Own(await EmulatorProcess.StartAsync("kinesis"));
            pipeline.MessagingEmulator = pipeline.Own(await EmulatorProcess.StartAsync("messaging"));
            await pipeline.PrepareAsync(options);
            pipeline.Launch(pipeline.Settings(pipeline.MessagingEmulator["messaging"], options));
            await pipeline.StockAsync(options);
            await Task.WhenAll(pipeline.Silos.Append(pipeline.Dashboard).Select(process => process.ReadyAsync()));
            await pipeline.ConnectAsync(options);
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection of the shop.</summary>
    public async Task<Shop> OpenShopAsync() => new(await Database.OpenAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<Exception> failures = [];
        while (_parts.TryPop(out var part))
        {
            try
            {
                await part.DisposeAsync();
            }
            catch (Exception exception)
            {
                // The others have to end all the same.
                failures.Add(exception);
            }
        }

        _aws.Dispose();
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private async Task PrepareAsync(PipelineOptions options)
    {
        var messaging = MessagingEmulator["messaging"];
        Stream = await KinesisStream.CreateAsync(_aws, KinesisEmulator["kinesis"], "stock-changes", options.Shards);
        Topic = await AlertTopic.CreateAsync(_aws, messaging, "stock-alerts");
        await _aws.PutAsync(new Uri(messaging, Bucket), "");
        await _aws.PutAsync(new Uri(messaging, $"{Bucket}/thresholds.csv"), options.Thresholds);
    }

    private Dictionary<string, string> Settings(Uri messaging, PipelineOptions options) => new(options.Settings)
    {
        ["RefillRadar__Mode"] = "Aws",
        ["RefillRadar__Aws__Region"] = AwsCalls.Region,
        ["RefillRadar__Aws__TopicArn"] = Topic.Arn,
        ["RefillRadar__Aws__StreamName"] = Stream.Name,
        ["RefillRadar__Aws__ThresholdsBucket"] = Bucket,
        ["RefillRadar__Aws__ThresholdsKey"] = "thresholds.csv",
        ["RefillRadar__Aws__CreateTables"] = "true",
        ["RefillRadar__Ingest__Key"] = IngestKey,
        ["AWS_ACCESS_KEY_ID"] = AwsCalls.Key,
        ["AWS_SECRET_ACCESS_KEY"] = AwsCalls.Key,
        ["AWS_ENDPOINT_URL_DYNAMODB"] = DynamoDb.ToString(),
        ["AWS_ENDPOINT_URL_KINESIS"] = Stream.Address.ToString(),
        ["AWS_ENDPOINT_URL_S3"] = messaging.ToString(),
        ["AWS_ENDPOINT_URL_SNS"] = messaging.ToString(),
    };

    private void Launch(Dictionary<string, string> settings)
    {
        Dashboard = Own(SiloProcess.Dashboard("dashboard", settings));
        settings["RefillRadar__Notifications__PublicUrl"] = Dashboard.Address.OriginalString;
        Silos = [Own(SiloProcess.Silo("silo 1", settings)), Own(SiloProcess.Silo("silo 2", settings))];
        foreach (var process in Silos.Append(Dashboard))
            process.Launch();
    }

    private async Task StockAsync(PipelineOptions options)
    {
        Database = Own(await MariaDbServer.StartAsync());
        await using var shop = await OpenShopAsync();
        await shop.StockAsync([.. Enumerable.Range(1, options.Products)], options.Quantity);
    }

    private async Task ConnectAsync(PipelineOptions options)
    {
        Ingest = Own(await Balancer.StartAsync(Silos)).Address;
        var lambda = Own(new LambdaRuntime(
            ChildProcess.DotNet("RefillRadar.Ingest.dll"),
            new Dictionary<string, string> { ["RADAR_INGEST_URL"] = Ingest.ToString(), ["RADAR_INGEST_KEY"] = IngestKey },
            FunctionTimeout));
        Mapping = Own(new EventSourceMapping(Stream, options.Mapping, lambda.InvokeAsync));
        Dms = Own(await DmsStandIn.StartAsync(Database, Stream));
    }

    // Ended in the reverse order: nothing writes to what is gone.
    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
