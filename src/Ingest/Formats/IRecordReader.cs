namespace RefillRadar.Ingest.Formats;

/// <summary>Finds the records in a body. Safe for use by several threads at once.</summary>
public interface IRecordReader
{
    /// <summary>Gives every record of the body to the sink, in order, and returns how many there were.</summary>
    int Read<TSink>(ReadOnlySpan<byte> body, ref TSink sink)
        where TSink : IRecordSink, allows ref struct;
}
