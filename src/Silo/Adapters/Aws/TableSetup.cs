using Amazon.DynamoDBv2;
using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Adapters.Aws;

/// <summary>Looks at the stores' tables before anything else starts. Wrong credentials, a wrong region or table end the start here.</summary>
internal sealed class TableSetup(IAmazonDynamoDB client, AwsOptions options, TimeProvider time) : IHostedService
{
    /// <exception cref="ConfigurationException">DynamoDB does not let us in, or a table is not as it has to be.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var table in StoreTables.All)
                await DynamoDbTable.PrepareAsync(client, table, options.TablePrefix + table.Name, options.CreateTables, time, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new ConfigurationException([exception.Message]);
        }
        catch (AmazonServiceException exception)
        {
            throw new ConfigurationException([
                $"DynamoDB in {options.Region} refused to describe the tables ({exception.ErrorCode}: {exception.Message}). "
                + "Check the role or the keys of this process, and RefillRadar:Aws:Region."]);
        }
        catch (AmazonClientException exception)
        {
            throw new ConfigurationException([
                $"DynamoDB in {options.Region} cannot be asked: {exception.Message} Give the process a role, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."]);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
