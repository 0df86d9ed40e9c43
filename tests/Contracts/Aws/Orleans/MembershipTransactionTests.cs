using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;
using static RefillRadar.Tests.Contracts.Aws.Orleans.TestMembership;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>The requests that changes of membership send to DynamoDB, and the results of its possible answers.</summary>
public sealed class MembershipTransactionTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private const string ActiveTable =
        """
        {"Table":{"TableStatus":"ACTIVE","KeySchema":[{"AttributeName":"DeploymentId","KeyType":"HASH"},{"AttributeName":"SiloIdentity","KeyType":"RANGE"}]}}
        """;

    private readonly RecordingDynamoDb _aws = new();
    private readonly TestMembership _membership;

    public MembershipTransactionTests() => _membership = new TestMembership(_aws.Client);

    [Fact]
    public async Task An_insert_is_one_transaction_of_a_new_row_and_the_next_version()
    {
        _aws.Answer();
        Assert.True(await _membership.Table.InsertRowAsync(Member(1), new TableVersion(8, "7"), None));
        var (silo, version) = SentTransaction();

        AssertPut(silo, "10.0.0.7-11001-1001", membershipVersion: "8", etag: "0", "attribute_not_exists(SiloIdentity)", currentEtag: null);
        AssertPut(version, "VersionRow", membershipVersion: "8", etag: "8", "ETag = :etag", currentEtag: "7");
        Assert.Equal("""{"N":"3"}""", silo["Item"]!["SiloStatus"]!.ToJsonString());
    }

    [Fact]
    public async Task An_update_is_one_transaction_of_both_rows_whole_each_on_its_etag()
    {
        _aws.Answer();
        Assert.True(await _membership.Table.UpdateRowAsync(Member(1), "4", new TableVersion(9, "8"), None));
        var (silo, version) = SentTransaction();

        AssertPut(silo, "10.0.0.7-11001-1001", membershipVersion: "9", etag: "5", "ETag = :etag", currentEtag: "4");
        AssertPut(version, "VersionRow", membershipVersion: "9", etag: "9", "ETag = :etag", currentEtag: "8");
        Assert.Equal("silo-01", (string?)silo["Item"]!["SiloName"]!["S"]);
    }

    [Fact]
    public async Task A_version_that_is_there_is_not_written_at_start()
    {
        _aws.Answer(ActiveTable).Answer(Version(5));
        await _membership.Table.InitializeMembershipTableAsync(true, None);
        Assert.Equal(["DescribeTable", "GetItem"], _aws.Requests.Select(request => request.Operation));
    }

    [Theory]
    [InlineData("ConditionalCheckFailedException")]
    [InlineData("TransactionConflictException")]
    public async Task Another_silo_may_be_faster_to_write_the_first_version(string error)
    {
        _aws.Answer(ActiveTable).Answer().Refuse(error);
        await _membership.Table.InitializeMembershipTableAsync(true, None);
        Assert.Equal("attribute_not_exists(SiloIdentity)", (string?)_aws.Requests[2].Body["ConditionExpression"]);
    }

    [Theory]
    [InlineData("ConditionalCheckFailed", "None")]
    [InlineData("None", "ConditionalCheckFailed")]
    [InlineData("None", "TransactionConflict")]
    [InlineData("ConditionalCheckFailed", "TransactionConflict")]
    public async Task A_lost_race_is_false(params string[] codes)
    {
        _aws.Cancel(codes).Cancel(codes);
        Assert.False(await _membership.Table.InsertRowAsync(Member(1), new TableVersion(1, "0"), None));
        Assert.False(await _membership.Table.UpdateRowAsync(Member(1), "0", new TableVersion(1, "0"), None));
        Assert.Equal(2, _aws.Requests.Count);
    }

    [Theory]
    [InlineData("None", "ThrottlingError")]
    [InlineData("ValidationError", "None")]
    [InlineData("ConditionalCheckFailed", "ProvisionedThroughputExceeded")]
    [InlineData("None", "None")]
    public async Task Any_other_reason_is_thrown(params string[] codes)
    {
        _aws.Cancel(codes);
        await Assert.ThrowsAsync<TransactionCanceledException>(
            () => _membership.Table.UpdateRowAsync(Member(1), "0", new TableVersion(1, "0"), None));
    }

    [Fact]
    public async Task Any_other_error_is_thrown()
    {
        _aws.Refuse("ResourceNotFoundException").Refuse("AccessDeniedException");
        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => _membership.Table.InsertRowAsync(Member(1), new TableVersion(1, "0"), None));
        await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(
            () => _membership.Table.InsertRowAsync(Member(1), new TableVersion(1, "0"), None));
    }

    [Fact]
    public async Task Everything_is_read_again_when_a_row_is_newer_than_the_version()
    {
        _aws.Answer(Version(1)).Answer(Silos(version: 2)).Answer(Version(2)).Answer(Silos(version: 2));
        var data = await _membership.ReadAsync();
        Assert.Equal((2, 1), (data.Version.Version, data.Members.Count));
        Assert.Equal(["GetItem", "Query", "GetItem", "Query"], _aws.Requests.Select(request => request.Operation));
        Assert.All(_aws.Requests, request => Assert.True((bool)request.Body["ConsistentRead"]!));
    }

    [Fact]
    public async Task Gateways_are_queried_in_their_partition_and_all_pages_are_read()
    {
        var key = """{"DeploymentId":{"S":"c"},"SiloIdentity":{"S":"i"}}""";
        _aws.Answer($$"""{"Items":[],"LastEvaluatedKey":{{key}}}""").Answer(Silos(version: 1));
        Assert.Single(await _membership.Gateways.GetGatewaysAsync(None));
        Assert.Equal(["Query", "Query"], _aws.Requests.Select(request => request.Operation));
        Assert.Equal("i", (string?)_aws.Requests[1].Body["ExclusiveStartKey"]!["SiloIdentity"]!["S"]);
        Assert.Equal(_membership.ClusterId, (string?)_aws.Requests[0].Body["ExpressionAttributeValues"]![":cluster"]!["S"]);
    }

    [Fact]
    public async Task Deletes_that_DynamoDB_leaves_undone_are_sent_again()
    {
        var left = """{"UnprocessedItems":{"silos":[{"DeleteRequest":{"Key":{"DeploymentId":{"S":"c"},"SiloIdentity":{"S":"left"}}}}]}}""";
        _aws.Answer(Silos(version: 1)).Answer(left).Answer("""{"UnprocessedItems":{}}""");
        await _membership.Table.DeleteMembershipTableEntriesAsync(_membership.ClusterId, None);
        Assert.Equal(["Query", "BatchWriteItem", "BatchWriteItem"], _aws.Requests.Select(request => request.Operation));
        Assert.Contains("\"left\"", _aws.Requests[2].Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConditionalCheckFailedException")]
    [InlineData("TransactionConflictException")]
    public async Task A_dead_silo_that_changes_during_clean_up_is_left_alone(string error)
    {
        _aws.Answer(Silos(version: 1, status: 6)).Refuse(error);
        await _membership.Table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.MaxValue, None);
        var delete = _aws.Requests[1].Body;
        Assert.Equal("SiloStatus = :dead AND ETag = :etag", (string?)delete["ConditionExpression"]);
        Assert.Equal("""{":dead":{"N":"6"},":etag":{"N":"0"}}""", delete["ExpressionAttributeValues"]!.ToJsonString());
    }

    private (JsonNode Silo, JsonNode Version) SentTransaction()
    {
        var (operation, body) = Assert.Single(_aws.Requests);
        Assert.Equal("TransactWriteItems", operation);
        // With it a transaction that the SDK sends again counts once.
        Assert.False(string.IsNullOrEmpty((string?)body["ClientRequestToken"]));
        var items = body["TransactItems"]!.AsArray();
        Assert.Equal(2, items.Count);
        return (items[0]!["Put"]!, items[1]!["Put"]!);
    }

    private void AssertPut(JsonNode put, string identity, string membershipVersion, string etag, string condition, string? currentEtag)
    {
        Assert.Equal(TableName, (string?)put["TableName"]);
        Assert.Equal(
            (_membership.ClusterId, identity, membershipVersion, etag),
            (Value("DeploymentId", "S"), Value("SiloIdentity", "S"), Value("MembershipVersion", "N"), Value("ETag", "N")));
        Assert.Equal(condition, (string?)put["ConditionExpression"]);
        Assert.Equal(currentEtag, (string?)put["ExpressionAttributeValues"]?[":etag"]!["N"]);

        string? Value(string name, string type) => (string?)put["Item"]![name]![type];
    }

    private static string Version(int version) =>
        $$$"""{"Item":{"MembershipVersion":{"N":"{{{version}}}"},"ETag":{"N":"{{{version}}}"} } }""";

    private static string Silos(int version, int status = 3) =>
        $$$"""
        {"Items":[{"SiloIdentity":{"S":"10.0.0.7-11001-1001"},"Address":{"S":"10.0.0.7"},"Port":{"N":"11001"},"Generation":{"N":"1001"},
        "ProxyPort":{"N":"30001"},"SiloStatus":{"N":"{{{status}}}"},"MembershipVersion":{"N":"{{{version}}}"},"ETag":{"N":"0"}}]}
        """;
}
