using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The shop's captured changes, read again after an unclean stop. Positions are those that the feed gave them.</summary>
internal sealed class ShopChangeLog(ShopDatabase shop, ShopCursors cursors) : IChangeLog
{
    private const int MaxBatch = 1_000;

    // Clocks step back a little, and a transaction's rows bear the time of the statement, not of the commit.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(
        DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = shop.Id;
        var from = since - DateTimeOffset.UnixEpoch > Margin ? since - Margin : since;
        var head = await shop.File.ReadAsync(ShopQueries.Head, cancellationToken);
        if (await cursors.LoadAsync(id, cancellationToken) is { } cursor && cursor.LoadedAt >= from)
        {
            foreach (var batch in (await shop.File.ReadAsync(session => Loaded(session, cursor), cancellationToken)).Chunk(MaxBatch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new LoggedChanges(Changes(id, batch));
            }
        }

        for (var rows = await SinceAsync(0); rows.Count > 0; rows = await SinceAsync(rows[^1].Id))
        {
            var changes = Changes(id, rows);
            if (!changes.IsEmpty)
                yield return new LoggedChanges(changes);
        }

        Task<List<ShopRow>> SinceAsync(long last) =>
            shop.File.ReadAsync(session => session.ChangesSince(shop.Options, last, head, from, MaxBatch), cancellationToken);
    }

    // A full load left no change rows. Of what has not changed since, the level now is the level then.
    private List<ShopRow> Loaded(SqliteSession session, ShopCursor cursor)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var rows = session.ChangesAfter(shop.Options, cursor.LoadPosition, MaxBatch); rows.Count > 0;
            rows = session.ChangesAfter(shop.Options, rows[^1].Id, MaxBatch))
        {
            changed.UnionWith(rows.Select(row => ShopChange.Key(row.ProductId, row.Warehouse, shop.Options.Columns)).OfType<string>());
        }

        return
        [
            .. session.Levels(shop.Options, cursor.LoadPosition, cursor.LoadedAt)
                .Where(row => ShopChange.Key(row.ProductId, row.Warehouse, shop.Options.Columns) is { } key && !changed.Contains(key)),
        ];
    }

    private ImmutableArray<StockChange> Changes(string id, IEnumerable<ShopRow> rows) =>
        [.. rows.SelectMany(row => ShopChange.Of(ShopDatabase.SourceOf(id), row, shop.Options.Columns))];
}
