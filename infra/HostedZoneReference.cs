namespace RefillRadar.Infra;

/// <summary>A public hosted zone of Route 53 that the dashboard's name lies in.</summary>
internal sealed record HostedZoneReference(string Id, string Name);
