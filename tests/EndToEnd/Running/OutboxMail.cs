using MimeKit;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A mail of the outbox as a mail program reads it.</summary>
internal sealed record OutboxMail(string File, string Subject, string RawSubject, string Body, DateTimeOffset Date, string MessageId, IReadOnlyList<NoticeLine> Notices)
{
    public static OutboxMail Read(string file)
    {
        using var message = MimeMessage.Load(file);
        var body = message.TextBody ?? "";
        var raw = System.Text.Encoding.Latin1.GetString(message.Headers.First(header => header.Id == HeaderId.Subject).RawValue).Trim();
        return new OutboxMail(file, message.Subject ?? "", raw, body, message.Date, message.MessageId ?? "", [.. MailNotices.Of(body)]);
    }
}
