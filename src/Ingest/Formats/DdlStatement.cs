using System.Buffers;
using System.Text;

namespace RefillRadar.Ingest.Formats;

/// <summary>Tells from a statement about a table whether rows went without a change of their own: TRUNCATE, DROP, RENAME.</summary>
internal static class DdlStatement
{
    private const int MostWords = 64;
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n,;("u8);

    /// <summary>Whether the statement empties, drops or renames its table or database. Dropping an index or renaming a column does not.</summary>
    public static bool RemovesRows(ReadOnlySpan<byte> sql)
    {
        var first = Next(ref sql);
        if (Is(first, "TRUNCATE"u8))
            return true;
        if (Is(first, "DROP"u8) || Is(first, "RENAME"u8))
            return Next(ref sql) is var what && (Is(what, "TABLE"u8) || Is(what, "DATABASE"u8) || Is(what, "SCHEMA"u8) || Is(what, "TEMPORARY"u8));
        return Is(first, "ALTER"u8) && Renames(sql);
    }

    // ALTER TABLE a RENAME [TO | AS | =] b, but not RENAME COLUMN a TO b.
    private static bool Renames(ReadOnlySpan<byte> sql)
    {
        for (var number = 0; number < MostWords; number++)
        {
            var word = Next(ref sql);
            if (word.IsEmpty)
                return false;
            if (Is(word, "RENAME"u8))
                return Next(ref sql) is var what && !(Is(what, "COLUMN"u8) || Is(what, "INDEX"u8) || Is(what, "KEY"u8) || Is(what, "CONSTRAINT"u8));
        }

        return false;
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> sql)
    {
        SkipBlanks(ref sql);
        var end = sql.IndexOfAny(Ends);
        // One that stands alone is a word of its own.
        var word = sql[..(end < 0 ? sql.Length : Math.Max(end, sql.IsEmpty ? 0 : 1))];
        sql = sql[word.Length..];
        return word;
    }

    private static void SkipBlanks(ref ReadOnlySpan<byte> sql)
    {
        while (true)
        {
            sql = sql.TrimStart(" \t\r\n"u8);
            var isLine = sql.StartsWith("--"u8) || sql.StartsWith("#"u8);
            if (!isLine && !sql.StartsWith("/*"u8))
                return;
            var end = sql.IndexOf(isLine ? "\n"u8 : "*/"u8);
            sql = end < 0 ? [] : sql[(end + (isLine ? 1 : 2))..];
        }
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
