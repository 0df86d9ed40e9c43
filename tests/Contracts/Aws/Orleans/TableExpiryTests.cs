using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>When time to live is enabled on a table.</summary>
public sealed class TableExpiryTests
{
    private readonly RecordingDynamoDb _aws = new();

    [Fact]
    public async Task Expiry_is_switched_on_when_the_created_table_is_active()
    {
        _aws.Refuse("ResourceNotFoundException").Answer().Answer(Table("CREATING")).Answer(Table("ACTIVE")).Answer();
        await PrepareAsync();
        Assert.Equal(
            ["DescribeTable", "CreateTable", "DescribeTable", "DescribeTable", "UpdateTimeToLive"],
            _aws.Requests.Select(request => request.Operation));
        Assert.Equal(
            """{"AttributeName":"GrainTtl","Enabled":true}""", _aws.Requests[^1].Body["TimeToLiveSpecification"]!.ToJsonString());
        Assert.Equal("PAY_PER_REQUEST", (string?)_aws.Requests[1].Body["BillingMode"]);
    }

    [Fact]
    public async Task A_table_that_is_there_or_that_another_process_creates_is_left_as_it_is()
    {
        _aws.Answer(Table("ACTIVE"));
        await PrepareAsync();
        _aws.Refuse("ResourceNotFoundException").Refuse("ResourceInUseException").Answer(Table("ACTIVE"));
        await PrepareAsync();
        Assert.DoesNotContain("UpdateTimeToLive", _aws.Requests.Select(request => request.Operation));
    }

    private Task PrepareAsync() =>
        DynamoDbTable.PrepareAsync(_aws.Client, OrleansTables.GrainState, OrleansTables.GrainState.Name, create: true, TimeProvider.System, CancellationToken.None);

    private static string Table(string status) =>
        $$$"""
        {"Table":{"TableStatus":"{{{status}}}","KeySchema":[
        {"AttributeName":"GrainReference","KeyType":"HASH"},{"AttributeName":"GrainType","KeyType":"RANGE"}]} }
        """;
}
