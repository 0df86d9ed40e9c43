namespace RefillRadar.Ingest.Lambda;

/// <summary>One call of the function.</summary>
/// <param name="RequestId">Names it to the Runtime API.</param>
/// <param name="Deadline">When Lambda gives it up; null when it does not say.</param>
/// <param name="TraceId">X-Ray trace header, if any.</param>
/// <param name="Body">The event as it came.</param>
public sealed record Invocation(string RequestId, DateTimeOffset? Deadline, string? TraceId, byte[] Body);
