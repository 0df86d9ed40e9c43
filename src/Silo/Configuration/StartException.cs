namespace RefillRadar.Silo.Configuration;

/// <summary>Something outside of the program stops its start. The message is one line: what is wrong, and what to do.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
