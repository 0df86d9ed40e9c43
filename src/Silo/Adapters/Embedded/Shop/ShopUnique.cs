using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>The sets of columns in which no two rows of the stock table are alike.</summary>
internal static class ShopUnique
{
    /// <summary>
    /// The primary key and the unique indexes. Not those over a part of the rows, or over expressions: what a REPLACE removes by one of
    /// them is found by the next comparison.
    /// </summary>
    public static List<string[]> Of(SqliteSession session, string table)
    {
        List<string[]> sets = [[.. session.Query(
            "SELECT name FROM pragma_table_info($table) WHERE pk > 0 ORDER BY pk", reader => reader.GetString(0), ("$table", table))]];
        var indexes = session.Query(
            """SELECT name FROM pragma_index_list($table) WHERE "unique" = 1 AND partial = 0 AND origin <> 'pk'""",
            reader => reader.GetString(0), ("$table", table));
        foreach (var index in indexes)
        {
            var columns = session.Query(
                "SELECT name FROM pragma_index_info($index)", reader => reader.IsDBNull(0) ? null : reader.GetString(0), ("$index", index));
            if (!columns.Contains(null))
                sets.Add([.. columns.OfType<string>()]);
        }

        return [.. sets.Where(set => set.Length > 0)];
    }
}
