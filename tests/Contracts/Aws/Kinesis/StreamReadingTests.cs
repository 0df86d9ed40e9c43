using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Kinesis;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

namespace RefillRadar.Tests.Contracts.Aws.Kinesis;

public sealed class StreamReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Now);

    [Fact]
    public async Task Parents_are_read_to_their_end_before_children_whatever_the_order_of_the_list()
    {
        using var kinesis = new ScriptedKinesis(
            new Shard { ShardId = "d", ParentShardId = "b", AdjacentParentShardId = "c" },
            new Shard { ShardId = "c", ParentShardId = "a" },
            new Shard { ShardId = "b", ParentShardId = "a" },
            new Shard { ShardId = "a", ParentShardId = "gone" })
        { PageSize = 1 };
        kinesis.Answers("a", [1], behind: 5).Answers("a", [2], ends: true);
        kinesis.Answers("b", [3], ends: true).Answers("c", [4], ends: true).Answers("d", [5]);

        var read = await ReadAsync(kinesis, Now);
        Assert.Equal([1, 2], read[..2]);
        Assert.Equal([3, 4], read[2..4].Order());
        Assert.Equal(5, read[4]);
        Assert.Equal(["ListShards 0", "ListShards 1", "ListShards 2", "ListShards 3"], kinesis.Calls.Take(4));
    }

    [Fact]
    public async Task Empty_answers_are_not_the_end_while_there_is_more()
    {
        using var kinesis = Single().Answers("s", [], behind: 60_000).Answers("s", [1], behind: 1).Answers("s", [], behind: 1).Answers("s", [2]);
        Assert.Equal([1, 2], await ReadAsync(kinesis, Now));
    }

    [Fact]
    public async Task A_full_answer_is_not_the_end_though_it_says_so()
    {
        using var kinesis = Single().Answers("s", [.. Enumerable.Range(1, 2_000)]).Answers("s", [2_001]);
        Assert.Equal(2_001, (await ReadAsync(kinesis, Now)).Count);
    }

    [Fact]
    public async Task A_record_that_came_well_after_the_call_is_the_end_of_a_busy_shard()
    {
        using var kinesis = Single()
            .Answers("s", [1], behind: 9_000, at: Now.AddSeconds(59))
            .Answers("s", [2], behind: 9_000, at: Now.AddSeconds(61))
            .Answers("s", [3], behind: 9_000, at: Now.AddSeconds(62));
        Assert.Equal([1, 2], await ReadAsync(kinesis, Now));
    }

    [Theory]
    [InlineData(0, -60)]
    [InlineData(-300, -360)]
    [InlineData(3600, -60)]
    public async Task Reading_starts_a_minute_before_the_time_and_never_in_the_future(int since, int expected)
    {
        using var kinesis = Single().Answers("s", []);
        await ReadAsync(kinesis, Now.AddSeconds(since));
        var request = Assert.Single(kinesis.Iterators);
        Assert.Equal("AT_TIMESTAMP", request.ShardIteratorType);
        Assert.Equal(Now.AddSeconds(expected).UtcDateTime, request.Timestamp);
    }

    [Fact]
    public async Task Without_a_time_all_that_is_kept_is_read()
    {
        using var kinesis = Single().Answers("s", []);
        await ReadAsync(kinesis, DateTimeOffset.MinValue);
        var request = Assert.Single(kinesis.Iterators);
        Assert.Equal("TRIM_HORIZON", request.ShardIteratorType);
        Assert.Null(request.Timestamp);
    }

    [Fact]
    public async Task A_shard_is_asked_no_more_often_than_it_allows()
    {
        using var kinesis = Single();
        for (var answer = 1; answer <= 9; answer++)
            kinesis.Answers("s", [answer], behind: 9 - answer);
        Assert.Equal(9, (await ReadAsync(kinesis, Now)).Count);
        Assert.True(_time.GetUtcNow() - Now >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Being_throttled_is_waited_out_longer_each_time()
    {
        using var kinesis = Single().Fails("s", "ProvisionedThroughputExceededException", times: 4).Answers("s", [1]);
        Assert.Equal([1], await ReadAsync(kinesis, Now));
        Assert.True(_time.GetUtcNow() - Now >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Being_throttled_for_ever_is_an_error_and_not_an_empty_log()
    {
        using var kinesis = Single().Fails("s", "ProvisionedThroughputExceededException", times: 10);
        var error = await Assert.ThrowsAsync<Amazon.Runtime.AmazonServiceException>(() => ReadAsync(kinesis, Now));
        Assert.Equal("ProvisionedThroughputExceededException", error.ErrorCode);
    }

    [Fact]
    public async Task An_expired_place_is_taken_up_behind_the_last_record()
    {
        using var kinesis = Single().Answers("s", [41], behind: 1).Fails("s", "ExpiredIteratorException").Answers("s", [42]);
        Assert.Equal([41, 42], await ReadAsync(kinesis, Now));
        var again = kinesis.Iterators.Last();
        Assert.Equal("AFTER_SEQUENCE_NUMBER", again.ShardIteratorType);
        Assert.Equal("41", again.StartingSequenceNumber);
        Assert.Null(again.Timestamp);
    }

    [Theory]
    [InlineData("AccessDeniedException", "kinesis:DescribeStreamSummary, ListShards, GetShardIterator and GetRecords")]
    [InlineData("UnrecognizedClientException", "AWS does not know the credentials")]
    public async Task One_shard_that_cannot_be_read_fails_all_with_one_sentence(string code, string sentence)
    {
        using var kinesis = new ScriptedKinesis(new Shard { ShardId = "a" }, new Shard { ShardId = "b" }, new Shard { ShardId = "c", ParentShardId = "b" });
        kinesis.Answers("a", [1], behind: 1).Answers("a", [2], behind: 1).Answers("a", [3]).Fails("b", code).Answers("c", [9]);
        var error = await Assert.ThrowsAsync<IOException>(() => ReadAsync(kinesis, Now));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GetRecords c", kinesis.Calls);
    }

    [Fact]
    public async Task Who_takes_no_more_stops_the_reading()
    {
        using var kinesis = new ScriptedKinesis([.. Enumerable.Range(0, 20).Select(number => new Shard { ShardId = $"s{number}" })]);
        for (var number = 0; number < 20; number++)
            kinesis.Answers($"s{number}", [number], ends: true);
        await foreach (var batch in Log(kinesis).ReadAsync(Now, CancellationToken.None))
            break;
        // What is handed on, what waits in the channel, and one in the hands of each reader.
        Assert.InRange(kinesis.Calls.Count(call => call.StartsWith("GetRecords", StringComparison.Ordinal)), 1, 1 + (2 * StreamReading.MaxReaders));
    }

    private static ScriptedKinesis Single() => new(new Shard { ShardId = "s" });

    private KinesisChangeLog Log(ScriptedKinesis kinesis) => new(
        kinesis,
        new AwsOptions { Region = "us-east-1", TopicArn = "", StreamName = "stream", ThresholdsBucket = "" },
        new ColumnMapping(),
        _time,
        NullLogger<KinesisChangeLog>.Instance);

    private async Task<List<int>> ReadAsync(ScriptedKinesis kinesis, DateTimeOffset since)
    {
        var reading = AllAsync();
        // The clock runs as long as something is waited for.
        while (!reading.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        return await reading;

        async Task<List<int>> AllAsync()
        {
            var read = new List<int>();
            await foreach (var batch in Log(kinesis).ReadAsync(since, CancellationToken.None))
                read.AddRange(batch.Changes.Select((StockChange change) => (int)change.Quantity!));
            return read;
        }
    }
}
