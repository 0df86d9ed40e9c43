using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Adapters.Journal;

/// <summary>The sources of the changes of an entry, and what they say of their logs: one of each, nearly always.</summary>
internal sealed class SourceTable
{
    private readonly List<(string? Source, LogIdentity? Log)> _rows = [];
    private (string? Source, LogIdentity? Log) _last;
    private int _lastNumber;

    private SourceTable()
    {
    }

    /// <summary>Gathers the sources of some changes.</summary>
    public SourceTable(ReadOnlySpan<StockChange> changes)
    {
        foreach (ref readonly var change in changes)
            NumberOf(change);
    }

    /// <summary>Number of a change's source; a new one when it is not in the table.</summary>
    public int NumberOf(in StockChange change)
    {
        if (_rows.Count > 0 && ReferenceEquals(change.Position.Source, _last.Source) && ReferenceEquals(change.Log, _last.Log))
            return _lastNumber;
        _last = (change.Position.Source, change.Log);
        _lastNumber = _rows.IndexOf(_last);
        if (_lastNumber < 0)
        {
            _lastNumber = _rows.Count;
            _rows.Add(_last);
        }

        return _lastNumber;
    }

    /// <summary>The source of a number.</summary>
    public (string? Source, LogIdentity? Log) At(ulong number) =>
        number < (ulong)_rows.Count ? _rows[(int)number] : throw new InvalidDataException("A journal entry names a source that it does not have.");

    public void Write(CompactWriter writer)
    {
        writer.Unsigned((ulong)_rows.Count);
        foreach (var (source, log) in _rows)
        {
            writer.TextOrNone(source);
            writer.Byte(log is null ? (byte)0 : (byte)1);
            if (log is null)
                continue;
            writer.TextOrNone(log.Name);
            writer.Unsigned(log.ServerId);
            writer.TextOrNone(log.GtidSource);
        }
    }

    public static SourceTable Read(ref CompactReader reader)
    {
        var table = new SourceTable();
        for (var left = reader.Count(); left > 0; left--)
        {
            var source = reader.TextOrNone();
            var log = reader.Byte() == 0 ? null : new LogIdentity(reader.TextOrNone(), (uint)reader.Unsigned(), reader.TextOrNone());
            table._rows.Add((source, log));
        }

        return table;
    }
}
