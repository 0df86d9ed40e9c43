namespace RefillRadar.Silo.Hosting;

/// <summary>The answer of <c>/health/ready</c>.</summary>
/// <param name="Status">The worst of all parts: ok, attention or failing.</param>
/// <param name="Serving">Whether the process should be sent requests, as the status code says too.</param>
/// <param name="Detail">Why nothing was looked at; null when everything was.</param>
/// <param name="Items">Every part.</param>
internal sealed record Readiness(string Status, bool Serving, string? Detail, IReadOnlyList<Readiness.Item> Items)
{
    /// <summary>One part.</summary>
    internal sealed record Item(string Name, string Status);
}
