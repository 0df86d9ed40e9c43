using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Orleans;

/// <summary>
/// Grain state in radar.db. A row's etag counts its writes from 0; a cleared row stays, without state, so that an activation
/// that was cleared meanwhile cannot write over it.
/// </summary>
internal sealed class SqliteGrainStorage(
    SqliteDatabase database,
    SqliteGrainStorageOptions options,
    IOptions<ClusterOptions> cluster,
    IActivatorProvider activators) : IGrainStorage
{
    private const string Row = "service_id = $service AND grain_id = $grain AND state_name = $name";

    private readonly string _service = cluster.Value.ServiceId;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var grain = grainId.ToString();
        var (etag, state) = await database.ReadAsync(
            session => session.Query(
                $"SELECT etag, state FROM grain_state WHERE {Row}",
                reader => (Etag: (long?)reader.GetInt64(0), State: reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1)),
                ("$service", _service), ("$grain", grain), ("$name", stateName)).FirstOrDefault(),
            cancellationToken);
        grainState.State = state is null ? Empty<T>() : StoredGrainState.Read<T>(options.GrainStorageSerializer, state, stateName, grainId);
        grainState.RecordExists = state is not null;
        grainState.ETag = Text(etag)!;
    }

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var bytes = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        grainState.ETag = await StoreAsync(stateName, grainId, bytes, grainState.ETag, cancellationToken);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // Nothing was ever stored for it, as far as it knows: a row that says otherwise is a conflict, found by the write.
        grainState.ETag = await StoreAsync(stateName, grainId, null, grainState.ETag, cancellationToken);
        grainState.RecordExists = false;
        grainState.State = Empty<T>();
    }

    private Task<string> StoreAsync(
        string stateName, GrainId grainId, byte[]? state, string? etag, CancellationToken cancellationToken)
    {
        var grain = grainId.ToString();
        return database.WriteAsync(
            session =>
            {
                var stored = session.Query(
                    $"SELECT etag FROM grain_state WHERE {Row}", reader => (long?)reader.GetInt64(0),
                    ("$service", _service), ("$grain", grain), ("$name", stateName)).FirstOrDefault();
                if (!string.Equals(Text(stored), etag, StringComparison.Ordinal))
                    throw new InconsistentStateException($"The state {stateName} of {grain} was written by another activation.", Text(stored)!, etag!);
                var next = stored + 1 ?? 0;
                session.Execute(
                    """
                    INSERT INTO grain_state(service_id, grain_id, state_name, etag, state) VALUES($service, $grain, $name, $etag, $state)
                    ON CONFLICT(grain_id, state_name, service_id) DO UPDATE SET etag = excluded.etag, state = excluded.state
                    """,
                    ("$service", _service), ("$grain", grain), ("$name", stateName), ("$etag", next), ("$state", state));
                return Text(next)!;
            },
            cancellationToken);
    }

    private T Empty<T>() => activators.GetActivator<T>().Create();

    private static string? Text(long? etag) => etag?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
