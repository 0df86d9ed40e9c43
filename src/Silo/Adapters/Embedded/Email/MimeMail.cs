using System.Security.Cryptography;
using System.Text;
using MimeKit;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>A mail as a MIME message, the same for a file and for a server.</summary>
internal static class MimeMail
{
    /// <summary>Makes the message. Header values lose their control characters, so none can begin a header of its own.</summary>
    public static MimeMessage Create(Mail mail, string from, string to)
    {
        var message = new MimeMessage
        {
            MessageId = $"{Name(mail.BatchId)}@refillradar",
            Date = mail.At,
            Subject = OneLine(mail.Subject),
            Body = new TextPart("plain") { Text = mail.Body.Replace('\0', ' ') },
        };
        message.From.AddRange(InternetAddressList.Parse(from));
        message.To.AddRange(InternetAddressList.Parse(to));
        foreach (var (key, value) in mail.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
            message.Headers.Add(Header(key), Encoding.UTF8, OneLine(value));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    /// <summary>A batch id as a file name: itself where it can be one, with a hash in place of what cannot.</summary>
    public static string Name(string batchId)
    {
        var safe = string.Concat(batchId.Select(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' ? unit : '_'));
        if (safe.Length is > 0 and <= 100 && string.Equals(safe, batchId, StringComparison.Ordinal))
            return safe;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(batchId)).AsSpan(0, 8));
        return $"{safe[..Math.Min(safe.Length, 80)]}-{hash}";
    }

    private static string Header(string attribute) =>
        "X-RefillRadar-" + string.Concat(attribute.Where(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-')
            .Select((unit, index) => index == 0 ? char.ToUpperInvariant(unit) : unit));

    private static string OneLine(string text) =>
        string.Concat(text.Select(unit => char.IsControl(unit) || unit is '\u2028' or '\u2029' ? ' ' : unit));
}
