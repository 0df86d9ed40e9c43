using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Health;

/// <summary>
/// How the installation is, as one process sees it. The one source of what the chip, banners, the System page, <c>/api/health</c>,
/// <c>/health/ready</c>, the metrics and the operators' e-mail say.
/// </summary>
/// <param name="At">When it was looked at, UTC.</param>
/// <param name="Items">Every part, see <see cref="HealthNames"/>.</param>
[GenerateSerializer, Immutable, Alias("refillradar.installation-health")]
public sealed record InstallationHealth([property: Id(0)] DateTimeOffset At, [property: Id(1)] ImmutableArray<HealthItem> Items)
{
    /// <summary>The worst of its parts.</summary>
    public HealthStatus Status => Items.IsEmpty ? HealthStatus.Ok : Items.Max(item => item.Status);

    /// <summary>Whether the process should be sent requests.</summary>
    public bool IsServing => !Items.Any(item => item is { Status: HealthStatus.Failing, IsBlocking: true });

    /// <summary>Whether levels may be old, since nothing has come from the source for too long.</summary>
    public bool IsSourceStale => this[HealthNames.Source] is { Status: HealthStatus.Failing };

    /// <summary>A part by its name; null when it was not looked at.</summary>
    public HealthItem? this[string name] => Items.FirstOrDefault(item => item.Name == name);

    /// <summary>Parts that are not ok, worst first.</summary>
    public IEnumerable<HealthItem> Troubles => Items.Where(item => item.Status != HealthStatus.Ok).OrderByDescending(item => item.Status);

    /// <summary>With what operators were notified of.</summary>
    internal InstallationHealth With(OperatorsStatus operators) => this with
    {
        Items = [.. Items.Select(item => item with { NotifiedAt = operators.NotifiedAt.TryGetValue(item.Name, out var at) ? at : null })],
    };

    /// <summary>Whether people would read the same in it.</summary>
    public bool SaysTheSameAs(InstallationHealth? other) =>
        other is not null && Items.Select(item => (item.Name, item.Status, item.Reason)).SequenceEqual(other.Items.Select(item => (item.Name, item.Status, item.Reason)));

    /// <summary>
    /// What is seen now, on top of what was seen before: a status keeps its beginning, and what was fine a moment ago and does not answer
    /// needs attention, but has not failed yet.
    /// </summary>
    /// <param name="at">When it was looked at, UTC.</param>
    /// <param name="items">What is seen now.</param>
    /// <param name="patience">How long a part may be silent before it counts as failing.</param>
    public InstallationHealth Next(DateTimeOffset at, ImmutableArray<HealthItem> items, TimeSpan patience) => new(at, [.. items.Select(item =>
    {
        var before = this[item.Name];
        var brief = item.IsSilent && before is { Status: not HealthStatus.Failing } && (!before.IsSilent || (before.Status == HealthStatus.Attention && at - before.Since < patience));
        var now = brief ? item with { Status = HealthStatus.Attention, IsBlocking = false } : item;
        return now with { Since = before is not null && before.Status == now.Status && before.IsSilent == now.IsSilent ? before.Since : at };
    })]);
}
