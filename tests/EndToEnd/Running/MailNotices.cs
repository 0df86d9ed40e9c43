using System.Globalization;
using System.Text.RegularExpressions;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>What the text of an e-mail says of each product.</summary>
internal static partial class MailNotices
{
    public static IEnumerable<NoticeLine> Of(string body) => Line().Matches(body)
        .Select(match => new NoticeLine(match.Groups["what"].Value, match.Groups["name"].Value, match.Groups["id"].Value, Since(match.Groups["since"])));

    /// <summary>The lines of several e-mails, of which copies count once.</summary>
    public static IEnumerable<NoticeLine> OfAll(IEnumerable<string> bodies) => bodies.Distinct(StringComparer.Ordinal).SelectMany(Of);

    private static DateTimeOffset? Since(Group since) => since.Success
        ? DateTimeOffset.ParseExact(since.Value, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    [GeneratedRegex(
        @"^(?<what>RESOLVED|OUT OF STOCK|LOW)(?: \(still\))?: (?<name>.*) \(ID: (?<id>[^)\r\n]*)\)(?=\r?$)(?:\r?\n  Quantity [^\r\n]*\r?\n  Low since (?<since>[-0-9: ]{19}) UTC)?",
        RegexOptions.Multiline)]
    private static partial Regex Line();
}
