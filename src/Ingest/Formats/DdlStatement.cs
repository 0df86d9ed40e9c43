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
            return Next(ref sql) is var what && (Is(what, "TABLE"u8) || Is(what, "TABLES"u8) || Is(what, "DATABASE"u8) || Is(what, "SCHEMA"u8));
        if (Is(first, "CREATE"u8))
            return Is(Next(ref sql), "OR"u8) && Is(Next(ref sql), "REPLACE"u8) && Is(Next(ref sql), "TABLE"u8);
        return Is(first, "ALTER"u8) && Alters(sql);
    }

    // ALTER TABLE a RENAME [TO | AS | =] b, but not RENAME COLUMN a TO b; TRUNCATE PARTITION, DROP PARTITION.
    private static bool Alters(ReadOnlySpan<byte> sql)
    {
        for (var number = 0; number < MostWords; number++)
        {
            var word = Next(ref sql);
            if (word.IsEmpty)
                return false;
            if (Is(word, "TRUNCATE"u8) || (Is(word, "DROP"u8) && Is(Next(ref sql), "PARTITION"u8)))
                return true;
            if (Is(word, "RENAME"u8))
                return Next(ref sql) is var what && !(Is(what, "COLUMN"u8) || Is(what, "INDEX"u8) || Is(what, "KEY"u8) || Is(what, "CONSTRAINT"u8));
        }

        return false;
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> sql)
    {
        SkipBlanks(ref sql);
        var length = sql.IsEmpty ? 0 : LengthOf(sql);
        var word = sql[..length];
        sql = sql[length..];
        return word;
    }

    // A name or text in quotes is one word, and so is each of the ends.
    private static int LengthOf(ReadOnlySpan<byte> sql)
    {
        if (sql[0] is (byte)'\'' or (byte)'"' or (byte)'`')
            return sql[1..].IndexOf(sql[0]) is >= 0 and var close ? close + 2 : sql.Length;
        return sql.IndexOfAny(Ends) is >= 0 and var end ? Math.Max(end, 1) : sql.Length;
    }

    private static void SkipBlanks(ref ReadOnlySpan<byte> sql)
    {
        while (true)
        {
            sql = sql.TrimStart(" \t\r\n"u8);
            // What MySQL executes although it looks like a comment: /*!40005 TEMPORARY */.
            if (sql.StartsWith("/*!"u8))
            {
                sql = sql[3..].TrimStart("0123456789"u8);
                continue;
            }

            if (sql.StartsWith("*/"u8))
            {
                sql = sql[2..];
                continue;
            }

            var isLine = sql.StartsWith("--"u8) || sql.StartsWith("#"u8);
            if (!isLine && !sql.StartsWith("/*"u8))
                return;
            var end = sql.IndexOf(isLine ? "\n"u8 : "*/"u8);
            sql = end < 0 ? [] : sql[(end + (isLine ? 1 : 2))..];
        }
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
