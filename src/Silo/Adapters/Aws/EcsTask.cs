using System.Net;
using System.Text.Json;

namespace RefillRadar.Silo.Adapters.Aws;

/// <summary>
/// What an ECS task knows of itself.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
/// </summary>
internal static class EcsTask
{
    /// <summary>The variable with the address of the metadata.</summary>
    public const string Variable = "ECS_CONTAINER_METADATA_URI_V4";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The task's private IPv4 address, or null outside of ECS. Throws when ECS does not say it.</summary>
    public static async Task<IPAddress?> AddressAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } endpoint)
            return null;
        using var client = new HttpClient { Timeout = Patience };
        using var metadata = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(endpoint)));
        return AddressIn(metadata.RootElement) ?? throw new InvalidDataException($"{endpoint} names no IPv4 address of this task.");
    }

    /// <summary>The first IPv4 address in a container's metadata.</summary>
    public static IPAddress? AddressIn(JsonElement container)
    {
        if (!container.TryGetProperty("Networks", out var networks))
            return null;
        var addresses =
            from network in networks.EnumerateArray()
            where network.TryGetProperty("IPv4Addresses", out _)
            from address in network.GetProperty("IPv4Addresses").EnumerateArray()
            select address.GetString();
        return addresses.FirstOrDefault() is { } first ? IPAddress.Parse(first) : null;
    }
}
