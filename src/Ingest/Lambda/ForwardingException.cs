namespace RefillRadar.Ingest.Lambda;

/// <summary>A batch was not taken: the invocation fails, and Lambda sends the batch again.</summary>
public sealed class ForwardingException : Exception
{
    /// <summary>Creates the exception without a particular reason.</summary>
    public ForwardingException()
        : this("The batch was not taken.")
    {
    }

    /// <summary>Creates the exception with what went wrong.</summary>
    public ForwardingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what went wrong and why.</summary>
    public ForwardingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
