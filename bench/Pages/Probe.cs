namespace RefillRadar.Bench.Pages;

/// <summary>A change that is looked for on the pages.</summary>
/// <param name="Kind">What it does to the page.</param>
/// <param name="Text">Its quantity as the page writes it.</param>
/// <param name="Bytes">The same as it comes to the page.</param>
/// <param name="SentAt">When it was sent, in ticks of the stopwatch.</param>
/// <param name="SentOn">When it was sent, by the clock.</param>
internal sealed record Probe(ProbeKind Kind, string Text, byte[] Bytes, long SentAt, DateTimeOffset SentOn);
