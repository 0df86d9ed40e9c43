using System.Text;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

/// <summary>Keeps everything it is given.</summary>
internal sealed class RecordingSink : IRecordSink
{
    public List<SeenChange> Changes { get; } = [];

    public List<(int Index, string Reason, byte[] Raw, string Sequence)> Rejections { get; } = [];

    public List<(int Index, IgnoredReason Reason)> Ignorals { get; } = [];

    public void Change(in ChangeRecord change) =>
        Changes.Add(new SeenChange(
            change.Index, change.Operation, Text(change.ProductId), Text(change.Warehouse), change.Quantity, change.Place,
            Text(change.Sequence), Text(change.Source),
            change.CommittedTicks == 0 ? null : new DateTime(change.CommittedTicks, DateTimeKind.Utc), change.HasEventTime,
            Text(change.Origin.LogName), Text(change.Origin.GtidSource), change.Origin.ServerId));

    public void Rejected(in RejectedRecord record) =>
        Rejections.Add((record.Index, record.Reason, record.Raw.ToArray(), Text(record.Sequence)));

    public void Ignored(in IgnoredRecord record) => Ignorals.Add((record.Index, record.Reason));

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
