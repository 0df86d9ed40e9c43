namespace RefillRadar.Pipeline.Lambda;

/// <summary>How an invocation ended: with a body, which can be empty, or with a function error.</summary>
internal sealed record FunctionAnswer(byte[] Body, string? Error)
{
    public static FunctionAnswer Of(byte[] body) => new(body, null);

    public static FunctionAnswer Failed(string error) => new([], error);
}
