namespace RefillRadar.Pipeline.Lambda;

/// <summary>A function as the event source mapping sees it: an event in, an answer or an error out.</summary>
internal delegate Task<FunctionAnswer> Function(byte[] payload, CancellationToken cancellationToken);
