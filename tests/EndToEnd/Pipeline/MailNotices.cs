using System.Text.RegularExpressions;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>The products that a mail tells of.</summary>
internal static partial class MailNotices
{
    public static IEnumerable<NoticeLine> Of(string body) => Line().Matches(body)
        .Select(match => new NoticeLine(match.Groups["what"].Value, match.Groups["name"].Value, match.Groups["id"].Value));

    [GeneratedRegex(@"^(?<what>RESOLVED|OUT OF STOCK|LOW): (?<name>.*) \(ID: (?<id>\d+)\)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
