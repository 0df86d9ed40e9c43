namespace RefillRadar.Dashboard.Api;

/// <summary>A value of a request that cannot be used; the message says what can.</summary>
internal sealed class BadRequestValueException(string parameter, string message) : Exception(message)
{
    /// <summary>Name of the parameter or body member.</summary>
    public string Parameter { get; } = parameter;
}
