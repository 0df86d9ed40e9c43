using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

/// <summary>A change copied out of the reader's buffers.</summary>
internal sealed record SeenChange(
    int Index, ChangeOperation Operation, string ProductId, string Warehouse, decimal? Quantity, LogPlace Place, string Sequence,
    string Source, DateTime? CommittedAt, bool HasEventTime, string LogName, string GtidSource, uint ServerId)
{
    /// <summary>Operation, key and level, as in <c>Update 12@A = 5</c>.</summary>
    public string Brief =>
        $"{Operation} {ProductId}{(Warehouse.Length > 0 ? "@" + Warehouse : "")}{(Quantity is { } level ? FormattableString.Invariant($" = {level}") : "")}";
}
