using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.Contracts.Aws.Emulator;

/// <summary>The faults that chaos tests ask the DynamoDB emulator for.</summary>
public sealed class EmulatedFaultTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private IAmazonDynamoDB _client = null!;
    private EmulatedTable _table = null!;

    public async Task InitializeAsync()
    {
        _client = dynamoDb.Connect(new AmazonDynamoDBConfig { MaxErrorRetry = 0 });
        _table = await EmulatedTable.CreateAsync(_client);
        await _table.PutAsync("a", 1);
    }

    public async Task DisposeAsync()
    {
        await dynamoDb.SetFaultsAsync(new());
        _client.Dispose();
    }

    [Fact]
    public async Task Requests_that_fail_are_server_errors_and_change_nothing_until_faults_are_ended()
    {
        await dynamoDb.SetFaultsAsync(new(FailRate: 1));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Assert.ThrowsAsync<InternalServerErrorException>(() => _table.PutAsync("a", 2));
            await Assert.ThrowsAsync<InternalServerErrorException>(() => _table.TransactAsync(_table.Put("a", 2)));
        }

        await dynamoDb.SetFaultsAsync(new());
        Assert.Equal([1], await _table.ReadAsync("a"));
        await _table.PutAsync("a", 2);
    }

    [Fact]
    public async Task Throttled_requests_are_refused_as_DynamoDB_refuses_them()
    {
        await dynamoDb.SetFaultsAsync(new(ThrottleRate: 1));
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => _table.PutAsync("a", 2));
        await dynamoDb.SetFaultsAsync(new());
        Assert.Equal([1], await _table.ReadAsync("a"));
    }

    [Fact]
    public async Task A_share_of_the_requests_fails()
    {
        await dynamoDb.SetFaultsAsync(new(FailRate: 0.2, ThrottleRate: 0.2));
        var failed = 0;
        for (var number = 0; number < 100; number++)
        {
            if (await Record.ExceptionAsync(() => _table.PutAsync($"{number}", number)) is not null)
                failed++;
        }

        // 40 are expected; the chance to be outside is one in a billion.
        Assert.InRange(failed, 12, 70);
    }

    [Fact]
    public async Task Requests_are_delayed()
    {
        await dynamoDb.SetFaultsAsync(new(DelayMs: 100));
        var started = TimeProvider.System.GetTimestamp();
        await _table.PutAsync("a", 2);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(95));
    }

    [Fact]
    public async Task A_fault_that_there_is_not_is_refused()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => dynamoDb.SetFaultsAsync(new(DelayMs: -1)));
        await _table.PutAsync("a", 2);
    }
}
