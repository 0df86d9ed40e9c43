using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.S3;
using RefillRadar.Tests.Contracts.Aws.Sns;
using RefillRadar.Tests.Contracts.Contracts;
using static RefillRadar.Tests.Contracts.Aws.Sns.StubService;

namespace RefillRadar.Tests.Contracts.Aws.S3;

public sealed class S3ThresholdSourceTests(MessagingFixture messaging) : ThresholdSourceContract, IClassFixture<MessagingFixture>
{
    private readonly string _bucket = "b" + Guid.NewGuid().ToString("N");
    private bool _isThere;

    protected override async Task<IThresholdSource> CreateAsync()
    {
        if (!_isThere)
            await messaging.S3.PutBucketAsync(_bucket);
        _isThere = true;
        return Source(_bucket);
    }

    protected override Task WriteAsync(byte[] content) => messaging.S3.PutObjectAsync(
        new PutObjectRequest { BucketName = _bucket, Key = "thresholds.csv", InputStream = new MemoryStream(content) });

    [Fact]
    public async Task The_kept_file_lies_beside_the_first()
    {
        await WriteAsync("one"u8.ToArray());
        var source = Source(_bucket);
        var file = (await source.ReadAsync(null, CancellationToken.None))! with { ModifiedAt = DateTimeOffset.UnixEpoch };
        await source.KeepAsync(file, CancellationToken.None);
        Assert.Equal(DateTimeOffset.UnixEpoch, (await source.ReadKeptAsync(CancellationToken.None))!.ModifiedAt);
        var objects = await messaging.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket });
        Assert.Equal(["thresholds.csv", "thresholds.csv.accepted"], objects.S3Objects.Select(found => found.Key).Order());
    }

    [Fact]
    public async Task The_kept_file_copied_back_is_read_once_only()
    {
        await WriteAsync("one"u8.ToArray());
        var source = Source(_bucket);
        await source.KeepAsync((await source.ReadAsync(null, CancellationToken.None))! with { Version = "\"of-old\"" }, CancellationToken.None);
        await messaging.S3.CopyObjectAsync(_bucket, "thresholds.csv.accepted", _bucket, "thresholds.csv");
        var copied = await source.ReadAsync(null, CancellationToken.None);
        Assert.Equal("one", Encoding.UTF8.GetString(copied!.Content.Span));
        Assert.Null(await source.ReadAsync(copied.Version, CancellationToken.None));
    }

    [Fact]
    public async Task A_missing_bucket_is_named_on_each_of_the_three_ways()
    {
        var source = Source("not-there-" + _bucket);
        var file = new ThresholdFile("v", "x"u8.ToArray(), DateTimeOffset.UnixEpoch);
        foreach (var call in new Func<Task>[]
        {
            () => source.ReadAsync(null, CancellationToken.None), () => source.ReadKeptAsync(CancellationToken.None), () => source.KeepAsync(file, CancellationToken.None),
        })
        {
            var error = await Assert.ThrowsAsync<IOException>(call);
            Assert.Contains($"s3://not-there-{_bucket}/thresholds.csv", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_may_not_read_is_told_which_permissions_are_missing()
    {
        await using var stub = await StartAsync(new Answer(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
        var source = Source("bucket", Client(stub.Address));
        var error = await Assert.ThrowsAsync<IOException>(() => source.ReadAsync("v", CancellationToken.None));
        Assert.Contains("s3://bucket/thresholds.csv may not be read", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3:ListBucket", error.Message, StringComparison.Ordinal);

        // Without the kept file nothing may be answered, so "denied" is not "none".
        await Assert.ThrowsAsync<IOException>(() => source.ReadKeptAsync(CancellationToken.None));
        var kept = new ThresholdFile("v", "x"u8.ToArray(), DateTimeOffset.UnixEpoch);
        Assert.Contains("s3:PutObject", (await Assert.ThrowsAsync<IOException>(() => source.KeepAsync(kept, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_versions_are_asked_for_by_condition_and_throttling_is_tried_again()
    {
        await using var stub = await StartAsync(new Answer(503, "<Error><Code>SlowDown</Code></Error>"), new Answer(304, ""));
        Assert.Null(await Source("bucket", Client(stub.Address)).ReadAsync("\"v1\"", CancellationToken.None));
        Assert.Equal(["\"v1\"", "\"v1\""], stub.Requests.Select(request => request.Headers["if-none-match"]));
        Assert.All(stub.Requests, request => Assert.Equal("/bucket/thresholds.csv", request.Path));
    }

    [Fact]
    public async Task A_file_that_is_far_too_large_is_refused_unread()
    {
        await using var stub = await StartAsync(new Answer(200, "product_id", ContentLength: (64 << 20) + 1));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Source("bucket", Client(stub.Address)).ReadAsync(null, CancellationToken.None));
        Assert.Contains("67,108,865 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_off_answer_is_an_error()
    {
        await using var stub = await StartAsync(new Answer(200, "product_id", ContentLength: 2_000, BreaksOff: true));
        var error = await Assert.ThrowsAsync<IOException>(() => Source("bucket", Client(stub.Address)).ReadAsync(null, CancellationToken.None));
        Assert.Contains("s3://bucket/thresholds.csv cannot be read", error.Message, StringComparison.Ordinal);
    }

    private S3ThresholdSource Source(string bucket, IAmazonS3? client = null) => new(
        client ?? messaging.S3, new AwsOptions { Region = "eu-central-1", TopicArn = "", StreamName = "", ThresholdsBucket = bucket });

    private static AmazonS3Client Client(Uri address) => new(
        new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = address.ToString(), AuthenticationRegion = "eu-central-1", ForcePathStyle = true });
}
