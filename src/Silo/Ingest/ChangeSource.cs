using System.Text;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// Where a record comes from, as positions name it: the stream, which its sequence number belongs to, and the log behind it, which its
/// place belongs to. A log is named by stream, format and server, so that no two orders ever share a name.
/// </summary>
internal sealed class ChangeSource
{
    private const int Longest = 256;
    private readonly byte[] _source;
    private readonly byte[] _server;
    private readonly byte[] _logName;
    private readonly byte[] _gtidSource;
    private readonly uint _serverId;
    private readonly RecordFormat _format;

    public ChangeSource(in ChangeRecord change, string stream)
    {
        var origin = change.Origin;
        (_source, _format, _serverId) = (change.Source.ToArray(), change.Format, origin.ServerId);
        (_server, _logName, _gtidSource) = (origin.Server.ToArray(), origin.LogName.ToArray(), origin.GtidSource.ToArray());
        Stream = stream;
        var server = origin.Server.IsEmpty ? "" : ":" + Text(origin.Server);
        Log = $"{stream}#{change.Format.ToString().ToLowerInvariant()}{server}";
        if (origin.ServerId != 0 || !origin.LogName.IsEmpty || !origin.GtidSource.IsEmpty)
            Identity = new LogIdentity(Text(origin.LogName), origin.ServerId, Text(origin.GtidSource));
    }

    /// <summary>Source of positions that are sequence numbers of the stream.</summary>
    public string Stream { get; }

    /// <summary>Source of positions that are places in the log.</summary>
    public string Log { get; }

    /// <summary>What the record says of the log; null when it says nothing.</summary>
    public LogIdentity? Identity { get; }

    /// <summary>Whether a record comes from here.</summary>
    public bool IsOf(in ChangeRecord change)
    {
        var origin = change.Origin;
        return change.Format == _format && origin.ServerId == _serverId && change.Source.SequenceEqual(_source)
            && origin.LogName.SequenceEqual(_logName) && origin.Server.SequenceEqual(_server) && origin.GtidSource.SequenceEqual(_gtidSource);
    }

    private static string? Text(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? null : Encoding.UTF8.GetString(text[..Math.Min(text.Length, Longest)]);
}
