namespace RefillRadar.Silo.Ingest;

/// <summary>Which streams are read again after an unclean stop. Changes that come by others are journaled.</summary>
internal interface ILoggedStreams
{
    /// <summary>Whether the changes of a stream come back from a log.</summary>
    bool Contains(string stream);
}
