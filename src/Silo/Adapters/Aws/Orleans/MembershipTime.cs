using System.Globalization;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// Times in membership rows: UTC, written sortable with seven decimals and without a zone, which the official provider's
/// DateTime.Parse takes as it stands in every culture. What other versions wrote is read too: with GMT, with Z or an offset, and as
/// the invariant culture and en-US print it.
/// </summary>
internal static class MembershipTime
{
    public static string Write(DateTime time)
    {
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        return utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
    }

    /// <summary>The time in UTC; throws <see cref="FormatException"/> for what is none.</summary>
    public static DateTime Read(string text) => DateTime.Parse(
        // en-US of newer ICU data has a narrow space before PM.
        text.Replace('\u202F', ' '),
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
