namespace RefillRadar.Silo.Configuration;

/// <summary>The way in; section <c>RefillRadar:Ingest</c>.</summary>
/// <param name="Key">Bearer key; null lets only this machine in.</param>
/// <param name="MaxBodyBytes">Largest body. Default 8 MiB.</param>
/// <param name="MaxInFlight">Deliveries taken in at once; more are told to come again. Default 32.</param>
internal sealed record IngestSettings(string? Key, int MaxBodyBytes, int MaxInFlight);
