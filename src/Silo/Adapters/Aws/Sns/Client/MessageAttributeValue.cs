namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>An attribute of a message.</summary>
internal sealed class MessageAttributeValue
{
    /// <summary>String, String.Array, Number or Binary.</summary>
    public string? DataType { get; set; }

    /// <summary>Not empty.</summary>
    public string? StringValue { get; set; }
}
