using System.Text;

namespace RefillRadar.Ingest.Formats;

/// <summary>A record that is no change of a stock level. The spans point into buffers of the reader: copy what outlives the call of the sink.</summary>
public readonly ref struct IgnoredRecord
{
    /// <summary>Why it is none.</summary>
    public required IgnoredReason Reason { get; init; }

    /// <summary>Schema that it names, UTF-8; empty when it names none.</summary>
    public ReadOnlySpan<byte> Schema { get; init; }

    /// <summary>Table that it names, UTF-8; empty when it names none.</summary>
    public ReadOnlySpan<byte> Table { get; init; }

    /// <summary>Schema and table for people, as <c>schema.table</c>: at most 128 characters, those that cannot be shown replaced.</summary>
    public string ToTableName()
    {
        var table = Encoding.UTF8.GetString(Table);
        return Formats.Reason.Clean(Schema.IsEmpty ? table : $"{Encoding.UTF8.GetString(Schema)}.{table}", longest: 128);
    }

    /// <summary>UTC ticks of the event, by the clock of the source; 0 when unknown.</summary>
    public long CommittedTicks { get; init; }

    /// <summary>Place of the record in its batch, from 0.</summary>
    public int Index { get; init; }
}
