using System.Collections.Immutable;
using System.Text;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;

namespace RefillRadar.Silo.Adapters.Aws.Sns;

/// <summary>A mail within the limits of SNS, whatever it held. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</summary>
internal sealed record SnsMessage(string Subject, string Body, ImmutableDictionary<string, string> Attributes)
{
    /// <summary>Most bytes of a message with its attributes, and of all messages of a batch.</summary>
    public const int MaxBytes = 262_144;

    private const int MaxSubject = 99;
    private const int MaxAttribute = 256;
    private const string Cut = "\n[This mail was longer than SNS takes, so that the rest is missing. All alerts are on the page.]\n";
    private const string StringType = "String";

    /// <summary>Bytes that count for the limit; the subject too, to be on the safe side.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(Subject) + Encoding.UTF8.GetByteCount(Body) + AttributeBytes(Attributes);

    /// <summary>The mail made to fit: a body that is too long is cut and says so, empty attributes are left out, for SNS refuses them.</summary>
    public static SnsMessage Of(Mail mail)
    {
        var subject = SubjectOf(mail.Subject);
        var attributes = mail.Attributes
            .Select(attribute => KeyValuePair.Create(attribute.Key, AttributeOf(attribute.Value)))
            .Where(attribute => attribute.Value.Length > 0)
            .ToImmutableDictionary();
        var room = MaxBytes - Encoding.UTF8.GetByteCount(subject) - AttributeBytes(attributes);
        return new SnsMessage(subject, BodyOf(mail.Body, room), attributes);
    }

    public PublishRequest ToRequest(string topicArn) =>
        new() { TopicArn = topicArn, Subject = Subject, Message = Body, MessageAttributes = AttributeValues() };

    public PublishBatchRequestEntry ToEntry(string id) =>
        new() { Id = id, Subject = Subject, Message = Body, MessageAttributes = AttributeValues() };

    private Dictionary<string, MessageAttributeValue> AttributeValues() => Attributes.ToDictionary(
        attribute => attribute.Key, attribute => new MessageAttributeValue { DataType = StringType, StringValue = attribute.Value });

    private static int AttributeBytes(ImmutableDictionary<string, string> attributes) => attributes.Sum(
        attribute => Encoding.UTF8.GetByteCount(attribute.Key) + Encoding.UTF8.GetByteCount(attribute.Value) + StringType.Length);

    // The composer keeps to the rule already; a mail that came another way must not be refused for its subject.
    private static string SubjectOf(string subject)
    {
        var ascii = string.Concat(subject.Select(unit => unit is >= ' ' and <= '~' ? unit : char.IsControl(unit) ? ' ' : '?')).Trim();
        var cut = ascii.Length > MaxSubject ? ascii[..MaxSubject].TrimEnd() : ascii;
        return cut.Length > 0 ? cut : "Stock Alert";
    }

    private static string AttributeOf(string value)
    {
        var clean = Clean(value, ' ').Trim();
        if (clean.Length <= MaxAttribute)
            return clean;
        return clean[..(char.IsHighSurrogate(clean[MaxAttribute - 1]) ? MaxAttribute - 1 : MaxAttribute)];
    }

    private static string BodyOf(string body, int room)
    {
        var clean = Clean(body, '\n');
        if (clean.Length == 0)
            return "(empty)";
        return Encoding.UTF8.GetByteCount(clean) <= room ? clean : Start(clean, room - Cut.Length) + Cut;
    }

    // What XML cannot hold is refused where a message goes on to a queue. A line break stays one only in the body.
    private static string Clean(string text, char lineBreak)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                clean.Append(lineBreak);
            else if (rune.Value == '\t' || !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))
                clean.Append(rune);
            else if (rune.Value != '\r')
                clean.Append(' ');
        }

        return clean.ToString();
    }

    private static string Start(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes -= rune.Utf8SequenceLength) < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
