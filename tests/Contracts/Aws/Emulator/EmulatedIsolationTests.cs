using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Tests.Contracts.Aws.Emulator;

/// <summary>Nothing sees half of a transaction, and nothing comes between its writes.</summary>
public sealed class EmulatedIsolationTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private const int Writers = 8;
    private const int Rounds = 20;

    private EmulatedTable _table = null!;

    public async Task InitializeAsync()
    {
        _table = await EmulatedTable.CreateAsync(dynamoDb.Client);
        await _table.PutAsync("a", 0);
        await _table.PutAsync("b", Writers * Rounds);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_read_during_transactions_sees_each_of_them_whole_or_not_at_all()
    {
        // Those that are cancelled have changed an item, and changed it back, by the time they find out.
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                Assert.Equal(["None", "None", "ConditionalCheckFailed"], await _table.TransactAsync(_table.Add("a", 5), _table.Add("b", 5), _table.Add("absent", 1)));
                Assert.Empty(await _table.TransactAsync(_table.Add("b", -1), _table.Add("a", 1)));
            }
        }));
        var reads = 0;
        do
        {
            var values = await _table.ReadAsync("a", "b");
            Assert.Equal(Writers * Rounds, values.Sum());
            reads++;
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.True(reads > Writers);
        Assert.Equal([Writers * Rounds, 0], await _table.ReadAsync("a", "b"));
    }

    [Fact]
    public async Task An_item_that_transactions_and_plain_conditional_writes_contend_for_loses_no_change()
    {
        var transactions = Enumerable.Range(0, Writers).Select(writer => UntilMadeAsync(async value =>
            await _table.TransactAsync(Replace("a", value), _table.Insert($"{writer}-{value}", 1)) is []));
        var plain = Enumerable.Range(0, Writers).Select(_ => UntilMadeAsync(value => _table.TryReplaceAsync("a", value, value + 1)));

        var made = await Task.WhenAll(transactions.Concat(plain));
        // Each change was made on the one before: no value twice, none left out.
        Assert.Equal(Enumerable.Range(0, 2 * Writers), made.Order());
        Assert.Equal([2 * Writers], await _table.ReadAsync("a"));
        // And what the transactions that lost inserted is gone.
        for (var writer = 0; writer < Writers; writer++)
        {
            var inserted = await _table.ReadAsync([.. made.Order().Select(value => $"{writer}-{value}")]);
            Assert.Equal(made[writer], Array.IndexOf(inserted, 1));
            Assert.Single(inserted, value => value is not null);
        }
    }

    // Replaces the value by the next one, if it still is the value.
    private TransactWriteItem Replace(string id, int value)
    {
        var item = _table.Put(id, value + 1);
        item.Put.ConditionExpression = "amount = :value";
        item.Put.ExpressionAttributeValues = new() { [":value"] = new AttributeValue { N = $"{value}" } };
        return item;
    }

    /// <summary>Reads the value and tries the change until it is made; returns the value that it was made on.</summary>
    private async Task<int> UntilMadeAsync(Func<int, Task<bool>> change)
    {
        while (true)
        {
            var value = (await _table.ReadAsync("a"))[0]!.Value;
            if (await change(value))
                return value;
        }
    }
}
