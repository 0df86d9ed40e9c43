namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>How far a shop database has been taken in.</summary>
/// <param name="Position">Id of the last change taken in.</param>
/// <param name="Token">Its token; null when the position is that of a load.</param>
/// <param name="LoadPosition">Where the last full load stands.</param>
/// <param name="LoadedAt">When that load was read.</param>
internal sealed record ShopCursor(long Position, long? Token, long LoadPosition, DateTimeOffset LoadedAt);
