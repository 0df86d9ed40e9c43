using Amazon.DynamoDBv2;
using Amazon.Runtime;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.Contracts.Aws;

/// <summary>One DynamoDB emulator for a test class.</summary>
public sealed class DynamoDbFixture : IAsyncLifetime
{
    private EmulatorProcess? _emulators;

    /// <summary>A client of the emulator.</summary>
    public IAmazonDynamoDB Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _emulators = await EmulatorProcess.StartAsync("dynamodb");
        Client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = _emulators["dynamodb"].ToString(), AuthenticationRegion = "eu-central-1" });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _emulators!.DisposeAsync();
    }
}
