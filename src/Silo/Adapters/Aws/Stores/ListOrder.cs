using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// The sort key of lists that begin with the newest: the ticks left until the end of time, then the id, so that rows of the same
/// time come in order of their ids. A cursor is such a key, base64url: that of the last row read, matching or not.
/// </summary>
internal static class ListOrder
{
    private const int TimeLength = 19;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Before every row.</summary>
    public const string First = "0";

    /// <summary>After every row.</summary>
    public const string Last = ":";

    /// <summary>The key of a row.</summary>
    public static string Of(DateTimeOffset time, string id) => Digits(Left(time)) + id;

    /// <summary>After every row of this time or newer, and before all older ones.</summary>
    public static string After(DateTimeOffset time) => Digits(Left(time) + 1);

    /// <summary>The least key behind this one.</summary>
    public static string Behind(string key) => key + '\0';

    /// <summary>The order in which DynamoDB sorts text, by its UTF-8 bytes; UTF-16 order differs beyond the basic plane.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[common]).CompareTo(Rank(right[common]));
    }

    /// <summary>The key as a cursor.</summary>
    public static string ToCursor(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>The key of a cursor. Throws <see cref="FormatException"/> for anything that <see cref="ToCursor"/> did not make.</summary>
    public static string FromCursor(string cursor)
    {
        try
        {
            var key = Strict.GetString(Base64Url.DecodeFromChars(cursor));
            var digits = key.AsSpan(0, Math.Min(TimeLength, key.Length));
            if (key.Length <= TimeLength || digits.ContainsAnyExceptInRange('0', '9')
                || long.Parse(digits, CultureInfo.InvariantCulture) > DateTimeOffset.MaxValue.UtcTicks || Strict.GetByteCount(key) > 1000)
            {
                throw new FormatException();
            }

            return key;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            throw new FormatException("The cursor is not one that a previous page gave; leave it out to start at the first page.", exception);
        }
    }

    private static long Left(DateTimeOffset time) => DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks;

    private static string Digits(long left) => left.ToString("D19", CultureInfo.InvariantCulture);

    // Surrogates stand for what lies above every other character.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
