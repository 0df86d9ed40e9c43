using System.Text.RegularExpressions;
using MimeKit;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A mail of the outbox as a mail program reads it.</summary>
internal sealed partial record OutboxMail(string File, string Subject, string RawSubject, string Body, DateTimeOffset Date, string MessageId, IReadOnlyList<NoticeLine> Notices)
{
    public static OutboxMail Read(string file)
    {
        using var message = MimeMessage.Load(file);
        var body = message.TextBody ?? "";
        var raw = System.Text.Encoding.Latin1.GetString(message.Headers.First(header => header.Id == HeaderId.Subject).RawValue).Trim();
        var notices = Line().Matches(body).Select(match => new NoticeLine(match.Groups["what"].Value, match.Groups["name"].Value, match.Groups["id"].Value));
        return new OutboxMail(file, message.Subject ?? "", raw, body, message.Date, message.MessageId ?? "", [.. notices]);
    }

    [GeneratedRegex(@"^(?<what>RESOLVED|OUT OF STOCK|LOW)(?: \(still\))?: (?<name>.*) \(ID: (?<id>[^)\r\n]*)\)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}

/// <summary>What a mail says of one product.</summary>
internal sealed record NoticeLine(string What, string Name, string ProductId)
{
    public bool IsResolved => What == "RESOLVED";
}
