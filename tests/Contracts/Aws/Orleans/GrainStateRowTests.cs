using System.Text;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Silo.Adapters.Aws.Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>What is in the table of grain state, and what DynamoDB brings with it: expiry and the size of an item.</summary>
public sealed class GrainStateRowTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>
{
    private const string Table = "state";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));
    private readonly GrainId _grain = GrainId.Create("product", Guid.NewGuid().ToString("N"));

    [Theory]
    [InlineData("")]
    [InlineData("shop")]
    public async Task A_row_has_the_official_names_and_types(string serviceId)
    {
        var storage = await CreateAsync(serviceId: serviceId);
        var state = await WriteAsync(storage, new GrainState<Note>(), "x");
        var key = $"{serviceId}_{_grain}";
        var row = await RowAsync(key);
        Assert.Equal(["ETag", "GrainReference", "GrainState", "GrainType"], row.Keys.Order());
        Assert.Equal((key, "note", "0"), (row["GrainReference"].S, row["GrainType"].S, row["ETag"].N));
        Assert.Equal("""{"Text":"x"}""", Encoding.UTF8.GetString(row["GrainState"].B.ToArray()));

        await storage.ClearStateAsync("note", _grain, state, None);
        row = await RowAsync(key);
        Assert.Equal(["ETag", "GrainReference", "GrainState", "GrainType"], row.Keys.Order());
        Assert.True(row["GrainState"].NULL);
        Assert.Equal("1", row["ETag"].N);
    }

    [Fact]
    public async Task Clearing_deletes_the_row_where_that_is_asked_for_and_only_with_its_etag()
    {
        var storage = await CreateAsync(deletes: true);
        var state = await WriteAsync(storage, new GrainState<Note>(), "x");
        var stale = new GrainState<Note> { ETag = "5" };
        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", _grain, stale, None));
        Assert.Equal(("0", "5"), (conflict.StoredEtag, conflict.CurrentEtag));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", _grain, new GrainState<Note>(), None));

        await storage.ClearStateAsync("note", _grain, state, None);
        Assert.Null(await RowAsync($"_{_grain}"));
        Assert.Equal((null, false), (state.ETag, state.RecordExists));
        Assert.Equal("0", (await WriteAsync(storage, state, "y")).ETag);
    }

    [Fact]
    public async Task A_conflict_with_a_row_that_is_gone_says_that_none_is_stored()
    {
        var storage = await CreateAsync();
        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(
            () => WriteAsync(storage, new GrainState<Note> { ETag = "3" }, "x"));
        Assert.Equal((null, "3"), (conflict.StoredEtag, conflict.CurrentEtag));
    }

    [Fact]
    public async Task An_expiry_is_written_and_goes_again_where_none_is_asked_for()
    {
        var state = await WriteAsync(await CreateAsync(keep: TimeSpan.FromHours(1)), new GrainState<Note>(), "x");
        Assert.Equal("1772586000", (await RowAsync($"_{_grain}"))["GrainTtl"].N);
        await WriteAsync(await CreateAsync(), state, "y");
        Assert.DoesNotContain("GrainTtl", (await RowAsync($"_{_grain}")).Keys);
    }

    [Fact]
    public async Task An_expired_state_is_new_though_its_row_is_still_there()
    {
        var storage = await CreateAsync(keep: TimeSpan.FromHours(1));
        await WriteAsync(storage, new GrainState<Note>(), "x");
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.True((await ReadAsync(storage)).RecordExists);
        _time.Advance(TimeSpan.FromMinutes(1));
        var expired = await ReadAsync(storage);
        Assert.Equal((false, null, null), (expired.RecordExists, expired.ETag, expired.State!.Text));
        await WriteAsync(storage, expired, "y");
        Assert.Equal("y", (await ReadAsync(storage)).State!.Text);
    }

    [Fact]
    public async Task The_largest_state_that_fits_is_written_and_one_byte_more_is_refused_before_it_is_sent()
    {
        var storage = await CreateAsync();
        var state = await WriteAsync(storage, new GrainState<Note>(), "");
        var room = ItemSize.Limit - (int)ItemSize.Of(await RowAsync($"_{_grain}"));
        await WriteAsync(storage, state, new string('x', room));

        var aws = new RecordingDynamoDb();
        var unsent = new DynamoDbGrainStorage("test", Options(""), aws.Client, null!, _time);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(unsent, state, new string('x', room + 1)));
        Assert.Equal($"The state note of {_grain} takes 409601 bytes in state; an item has at most 409600.", error.Message);
        Assert.Empty(aws.Requests);
        Assert.Equal("1", state.ETag);
    }

    [Fact]
    public void Size_is_counted_in_utf8()
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["é"] = new("🚲"),
            ["n"] = new() { N = "12345" },
            ["b"] = new() { B = new MemoryStream(new byte[7]) },
            ["z"] = new() { NULL = true },
        };
        Assert.Equal(2 + 4 + 1 + 4 + 1 + 7 + 1 + 1, ItemSize.Of(item));
    }

    private static DynamoDBStorageOptions Options(string serviceId) => new()
    {
        TableName = Table,
        ServiceId = serviceId,
        GrainStorageSerializer = new JsonStateSerializer(),
    };

    private Task<DynamoDbGrainStorage> CreateAsync(string serviceId = "", bool deletes = false, TimeSpan? keep = null)
    {
        var options = Options(serviceId);
        options.DeleteStateOnClear = deletes;
        options.TimeToLive = keep;
        return TestGrainStorage.CreateAsync(dynamoDb.Client, options, _time);
    }

    private async Task<Dictionary<string, AttributeValue>> RowAsync(string key) => (await dynamoDb.Client.GetItemAsync(
        Table, new() { ["GrainReference"] = new AttributeValue(key), ["GrainType"] = new AttributeValue("note") })).Item;

    private async Task<GrainState<Note>> WriteAsync(DynamoDbGrainStorage storage, GrainState<Note> state, string text)
    {
        state.State = new Note { Text = text };
        await storage.WriteStateAsync("note", _grain, state, None);
        return state;
    }

    private async Task<GrainState<Note>> ReadAsync(DynamoDbGrainStorage storage)
    {
        var state = new GrainState<Note>();
        await storage.ReadStateAsync("note", _grain, state, None);
        return state;
    }

    public sealed class Note
    {
        public string? Text { get; set; }
    }
}
