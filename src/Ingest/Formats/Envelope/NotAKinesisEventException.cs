namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>The body as a whole is no Lambda event of a Kinesis stream. The message is a sentence for the sender.</summary>
public sealed class NotAKinesisEventException : Exception
{
    /// <summary>Creates the exception without a particular reason.</summary>
    public NotAKinesisEventException()
        : this("The body is not a Kinesis event.")
    {
    }

    /// <summary>Creates the exception with what is wrong.</summary>
    public NotAKinesisEventException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong and why.</summary>
    public NotAKinesisEventException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
