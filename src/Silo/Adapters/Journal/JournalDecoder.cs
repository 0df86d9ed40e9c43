using RefillRadar.Grains.Stock.CatchUp;

namespace RefillRadar.Silo.Adapters.Journal;

/// <summary>Reads stored journal entries. One that is damaged is reported and left out: the others are needed all the more.</summary>
internal sealed partial class JournalDecoder(ILogger<JournalDecoder> logger)
{
    /// <summary>The entry; null when it is damaged.</summary>
    /// <param name="bytes">Gives the entry's bytes; may throw <see cref="InvalidDataException"/> too.</param>
    /// <param name="stored">Which one it is, for an operator.</param>
    public JournalEntry? Decode(Func<ReadOnlyMemory<byte>> bytes, string stored)
    {
        try
        {
            return JournalCodec.Decode(bytes().Span);
        }
        catch (InvalidDataException exception)
        {
            LogDamaged(exception, stored);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Journal entry {Stored} is damaged and was left out. Levels that came last with it are those of before until their next change")]
    private partial void LogDamaged(Exception exception, string stored);
}
