using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Tests.Contracts.Aws.Emulator;

public sealed class EmulatedTimeToLiveTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>
{
    [Fact]
    public async Task Time_to_live_is_off_until_it_is_enabled_and_cannot_be_enabled_twice()
    {
        var table = await EmulatedTable.CreateAsync(dynamoDb.Client);
        Assert.Equal((TimeToLiveStatus.DISABLED, null), await DescribeAsync(table));

        await UpdateAsync(table, enabled: true);
        Assert.Equal((TimeToLiveStatus.ENABLED, "expires"), await DescribeAsync(table));
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => UpdateAsync(table, enabled: true));
        Assert.Equal(("ValidationException", "TimeToLive is already enabled"), (error.ErrorCode, error.Message));

        await UpdateAsync(table, enabled: false);
        Assert.Equal((TimeToLiveStatus.DISABLED, null), await DescribeAsync(table));
    }

    [Fact]
    public async Task A_table_that_is_not_there_has_none() =>
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => UpdateAsync(new EmulatedTable(dynamoDb.Client), enabled: true));

    private Task<UpdateTimeToLiveResponse> UpdateAsync(EmulatedTable table, bool enabled) => dynamoDb.Client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
    {
        TableName = table.Name,
        TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = "expires", Enabled = enabled },
    });

    private async Task<(TimeToLiveStatus Status, string? Attribute)> DescribeAsync(EmulatedTable table)
    {
        var description = (await dynamoDb.Client.DescribeTimeToLiveAsync(table.Name)).TimeToLiveDescription;
        return (description.TimeToLiveStatus, description.AttributeName);
    }
}
