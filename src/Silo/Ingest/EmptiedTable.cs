namespace RefillRadar.Silo.Ingest;

/// <summary>A record that says that the mapped table was emptied, dropped or renamed.</summary>
/// <param name="Table">The table as the record names it.</param>
/// <param name="Ticks">When, UTC ticks by the clock of the source; 0 when unknown.</param>
/// <param name="Index">Place of the record in its batch, from 0.</param>
internal sealed record EmptiedTable(string Table, long Ticks, int Index);
