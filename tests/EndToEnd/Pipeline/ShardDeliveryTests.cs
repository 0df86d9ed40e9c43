using RefillRadar.Pipeline.Lambda;
using RefillRadar.Pipeline.Streams;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

[Collection(Alone.Name)]
public sealed class ShardDeliveryTests
{
    private static readonly MappingOptions Quick = new() { FirstBackoff = TimeSpan.Zero, LongestBackoff = TimeSpan.Zero, BisectBatchOnFunctionError = false };
    private readonly List<string> _calls = [];
    private readonly List<Discarded> _discarded = [];

    [Fact]
    public async Task What_lies_before_the_lowest_failure_is_not_sent_again()
    {
        var delivery = Delivery(Quick, numbers => numbers.Length == 4 ? Records.Failures("1003", "1002") : Records.Failures());

        await delivery.DeliverAsync(Records.Of(4), default);

        Assert.Equal(["1000 1001 1002 1003", "1002 1003"], _calls);
        Assert.Equal("1003", delivery.Checkpoint);
    }

    [Fact]
    public async Task The_checkpoint_moves_to_the_lowest_failure_and_no_further()
    {
        string? between = null;
        ShardDelivery? delivery = null;
        delivery = Delivery(Quick, numbers =>
        {
            between = delivery!.Checkpoint;
            return numbers.Length == 4 ? Records.Failures("1002") : Records.Failures();
        });

        await delivery.DeliverAsync(Records.Of(4), default);

        Assert.Equal("1001", between);
    }

    [Fact]
    public async Task A_function_error_sends_the_whole_batch_again()
    {
        var delivery = Delivery(Quick, _ => _calls.Count < 3 ? FunctionAnswer.Failed("not now") : Records.Failures());

        await delivery.DeliverAsync(Records.Of(3), default);

        Assert.Equal(["1000 1001 1002", "1000 1001 1002", "1000 1001 1002"], _calls);
        Assert.Empty(_discarded);
    }

    [Fact]
    public async Task Bisecting_finds_the_bad_record_in_order_and_without_using_up_attempts()
    {
        var delivery = Delivery(
            Quick with { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 1 },
            numbers => numbers.Contains("1002") ? FunctionAnswer.Failed("poison") : Records.Failures());

        await delivery.DeliverAsync(Records.Of(4), default);

        Assert.Equal(["1000 1001 1002 1003", "1000 1001", "1002 1003", "1002", "1002", "1003"], _calls);
        Assert.Equal(new Discarded("shard", "RetryAttemptsExhausted", "1002", "1002", 1, 2), Assert.Single(_discarded));
        Assert.Equal("1003", delivery.Checkpoint);
    }

    [Fact]
    public async Task Bisecting_splits_a_partly_done_batch_where_it_failed()
    {
        var delivery = Delivery(
            Quick with { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 0 },
            numbers => numbers.Length > 1 ? Records.Failures(numbers[1]) : Records.Failures());

        await delivery.DeliverAsync(Records.Of(3), default);

        Assert.Equal(["1000 1001 1002", "1001 1002", "1002"], _calls);
        Assert.Empty(_discarded);
    }

    [Fact]
    public async Task After_the_last_attempt_the_batch_goes_to_the_failure_destination_and_the_shard_goes_on()
    {
        var delivery = Delivery(Quick with { MaximumRetryAttempts = 2 }, numbers => numbers[0] == "1000" ? FunctionAnswer.Failed("never") : Records.Failures());
        var records = Records.Of(4);

        await delivery.DeliverAsync(records[..2], default);
        await delivery.DeliverAsync(records[2..], default);

        Assert.Equal(["1000 1001", "1000 1001", "1000 1001", "1002 1003"], _calls);
        Assert.Equal(new Discarded("shard", "RetryAttemptsExhausted", "1000", "1001", 2, 3), Assert.Single(_discarded));
        Assert.Equal("1003", delivery.Checkpoint);
    }

    [Fact]
    public async Task Records_that_grew_too_old_are_given_up()
    {
        var delivery = Delivery(Quick with { MaximumRecordAge = TimeSpan.FromMinutes(1) }, _ => FunctionAnswer.Failed("never"));
        var old = Records.Of(1)[0];

        await delivery.DeliverAsync([old with { ArrivedAt = old.ArrivedAt - 61 }], default);

        Assert.Equal("MaximumRecordAgeExceeded", Assert.Single(_discarded).Condition);
    }

    private ShardDelivery Delivery(MappingOptions options, Func<string[], FunctionAnswer> function) => new(
        new LambdaEventWriter("arn:aws:kinesis:eu-central-1:000000000000:stream/test", "shard"),
        options,
        (payload, _) =>
        {
            var numbers = Records.Numbers(payload);
            _calls.Add(string.Join(' ', numbers));
            Assert.True(_calls.Count < 20, "It goes round and round.");
            return Task.FromResult(function(numbers));
        },
        _ => { },
        _discarded.Add,
        TimeProvider.System);
}
