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
        Client = Connect(new AmazonDynamoDBConfig());
    }

    /// <summary>A client of the emulator with other settings.</summary>
    public IAmazonDynamoDB Connect(AmazonDynamoDBConfig config)
    {
        config.ServiceURL = _emulators!["dynamodb"].ToString();
        config.AuthenticationRegion = "eu-central-1";
        return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
    }

    /// <summary>Disturbs the emulator, see <see cref="EmulatorProcess.SetFaultsAsync"/>.</summary>
    public Task SetFaultsAsync(EmulatorFaults faults) => _emulators!.SetFaultsAsync(faults);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _emulators!.DisposeAsync();
    }
}
