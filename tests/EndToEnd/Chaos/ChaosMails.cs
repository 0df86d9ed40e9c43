using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>The e-mails of an outbox, each read once.</summary>
internal sealed class ChaosMails(string outbox)
{
    private readonly Dictionary<string, OutboxMail> _read = new(StringComparer.Ordinal);

    public int Count => _read.Count;

    public IEnumerable<NoticeLine> Lines()
    {
        foreach (var file in Directory.EnumerateFiles(outbox, "*.eml").Where(file => !_read.ContainsKey(file)))
            _read[file] = OutboxMail.Read(file);
        return _read.Values.SelectMany(mail => mail.Notices);
    }
}
