namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>A store that forgets old rows; DynamoDB does this by itself.</summary>
internal interface IExpiring
{
    /// <summary>Removes at most <paramref name="limit"/> expired rows; 0 when there are none left.</summary>
    Task<int> PurgeAsync(int limit, CancellationToken cancellationToken);
}
