using System.Globalization;

namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Posts records that carry positions, one body at a time. An answer that comes late is not waited for.</summary>
internal sealed class PostSender : IChangeSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Endpoint _endpoint;
    private readonly string _path;
    private readonly Func<int, int, long, string> _record;
    private readonly bool _hasHeader;
    private long _place;
    private long _request;

    private PostSender(string name, Endpoint endpoint, string path, Func<int, int, long, string> record, bool hasHeader = false) =>
        (Name, _endpoint, _path, _record, _hasHeader) = (name, endpoint, path, record, hasHeader);

    public string Name { get; }

    /// <summary>Lines whose records carry a place in the log.</summary>
    public static PostSender Lines(string name, Endpoint endpoint, Func<int, int, long, string> record) => new(name, endpoint, "/ingest/records", record);

    /// <summary>Lines ordered by the header <c>X-Position</c>.</summary>
    public static PostSender Header(Endpoint endpoint) => new("X-Position", endpoint, "/ingest/records", RecordForms.Bare, hasHeader: true);

    /// <summary>Events as a Lambda function forwards them.</summary>
    public static PostSender Events(Endpoint endpoint) => new("Kinesis event", endpoint, "/ingest/kinesis", RecordForms.Dms);

    public Task SendAsync(IReadOnlyList<(int Product, int Quantity)> changes)
    {
        var records = changes.Select(change => (Place: ++_place, change.Product, change.Quantity))
            .Select(change => (Record: _record(change.Product, change.Quantity, change.Place), change.Place))
            .ToArray();
        var body = _path == "/ingest/kinesis" ? RecordForms.Event(records) : string.Join('\n', records.Select(record => record.Record));
        return _endpoint.PostAsync(_path, body, _hasHeader ? (++_request).ToString(CultureInfo.InvariantCulture) : null, Patience);
    }
}
