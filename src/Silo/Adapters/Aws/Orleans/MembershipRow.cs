using System.Globalization;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Rows of the membership table, as the official provider writes them: numbers always, strings unless blank.</summary>
internal static class MembershipRow
{
    /// <summary>Sort key of the row that counts the changes of a cluster's membership.</summary>
    public const string VersionIdentity = "VersionRow";

    /// <summary>The sort key of a silo.</summary>
    public static string Identity(SiloAddress silo) =>
        string.Create(CultureInfo.InvariantCulture, $"{silo.Endpoint.Address}-{silo.Endpoint.Port}-{silo.Generation}");

    public static Dictionary<string, AttributeValue> Key(string clusterId, string identity) =>
        new() { ["DeploymentId"] = new(clusterId), ["SiloIdentity"] = new(identity) };

    /// <summary>The row of a cluster's version, whole.</summary>
    public static Dictionary<string, AttributeValue> OfVersion(string clusterId, int version, long etag) =>
        Row(clusterId, VersionIdentity, version, etag, port: 0, generation: 0, SiloStatus.None, proxyPort: 0);

    /// <summary>The row of a silo, whole.</summary>
    public static Dictionary<string, AttributeValue> OfSilo(string clusterId, MembershipEntry entry, int version, long etag)
    {
        var (endpoint, generation) = (entry.SiloAddress.Endpoint, entry.SiloAddress.Generation);
        var row = Row(clusterId, Identity(entry.SiloAddress), version, etag, endpoint.Port, generation, entry.Status, entry.ProxyPort);
        var suspects = entry.SuspectTimes ?? [];
        foreach (var (name, text) in new (string, string?)[]
        {
            ("Address", endpoint.Address.ToString()),
            ("HostName", entry.HostName),
            ("SiloName", entry.SiloName),
            ("StartTime", MembershipTime.Write(entry.StartTime)),
            ("IAmAliveTime", MembershipTime.Write(entry.IAmAliveTime)),
            ("SuspectingSilos", string.Join('|', suspects.Select(suspect => suspect.Item1.ToParsableString()))),
            ("SuspectingTimes", string.Join('|', suspects.Select(suspect => MembershipTime.Write(suspect.Item2)))),
        })
        {
            if (!string.IsNullOrWhiteSpace(text))
                row[name] = new AttributeValue(text);
        }

        return row;
    }

    /// <summary>The silo of a row; throws <see cref="FormatException"/> for a row that is not one, since leaving it out would hide a silo.</summary>
    public static MembershipEntry ReadSilo(Dictionary<string, AttributeValue> row) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse(Text(row, "Address")), (int)Number(row, "Port"), (int)Number(row, "Generation")),
        Status = (SiloStatus)Number(row, "SiloStatus"),
        ProxyPort = (int)Number(row, "ProxyPort"),
        HostName = Text(row, "HostName"),
        SiloName = Text(row, "SiloName"),
        StartTime = Time(row, "StartTime"),
        IAmAliveTime = Time(row, "IAmAliveTime"),
        SuspectTimes = Suspects(row),
    };

    public static string Etag(Dictionary<string, AttributeValue> row) => Number(row, "ETag").ToString(CultureInfo.InvariantCulture);

    /// <summary>The membership version that a row was last changed by.</summary>
    public static int Version(Dictionary<string, AttributeValue> row) => (int)Number(row, "MembershipVersion");

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static long Number(Dictionary<string, AttributeValue> row, string name) =>
        row.TryGetValue(name, out var value) ? long.Parse(value.N, CultureInfo.InvariantCulture) : 0;

    private static Dictionary<string, AttributeValue> Row(
        string clusterId, string identity, int version, long etag, int port, int generation, SiloStatus status, int proxyPort) =>
        new(Key(clusterId, identity))
        {
            ["MembershipVersion"] = Number(version),
            ["ETag"] = Number(etag),
            ["Port"] = Number(port),
            ["Generation"] = Number(generation),
            ["SiloStatus"] = Number((int)status),
            ["ProxyPort"] = Number(proxyPort),
        };

    private static List<Tuple<SiloAddress, DateTime>> Suspects(Dictionary<string, AttributeValue> row)
    {
        var silos = Text(row, "SuspectingSilos").Split('|', StringSplitOptions.RemoveEmptyEntries);
        var times = Text(row, "SuspectingTimes").Split('|', StringSplitOptions.RemoveEmptyEntries);
        if (silos.Length != times.Length)
            throw new FormatException($"The membership row {Text(row, "SiloIdentity")} has {silos.Length} suspecting silos and {times.Length} times.");
        return [.. silos.Zip(times, (silo, time) => Tuple.Create(SiloAddress.FromParsableString(silo), MembershipTime.Read(time)))];
    }

    private static DateTime Time(Dictionary<string, AttributeValue> row, string name) =>
        Text(row, name) is { Length: > 0 } text ? MembershipTime.Read(text) : default;

    private static string Text(Dictionary<string, AttributeValue> row, string name) => row.TryGetValue(name, out var value) ? value.S : "";
}
