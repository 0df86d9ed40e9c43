using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

/// <summary>Asks every stage how it is, all at once. One that does not answer leaves the others their say.</summary>
internal sealed class SystemReader(IGrainFactory grains, IAlertStore alerts, ThresholdCache thresholds, TimeProvider time)
{
    private const int MaxTeams = 100;
    private const int MaxDead = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OverdueAfter = TimeSpan.FromSeconds(30);
    private ImmutableArray<PartitionStatus> _before = [];
    private DateTimeOffset _beforeAt;

    public async Task<SystemStatus> ReadAsync(Task<RadarStats> counting)
    {
        var unanswered = new ConcurrentBag<string>();
        Task<T?> Try<T>(string what, Task<T> asked) => TryAsync(what, asked, unanswered);
        var now = time.GetUtcNow();
        var stats = Try("Counts", counting);
        var feed = Try("Ingest", grains.GetGrain<IFeedGrain>(0).Get());
        var partitions = Task.WhenAll(Enumerable.Range(0, StockPartitions.Count)
            .Select(partition => Try($"Partition {partition}", grains.GetGrain<IStockPartitionGrain>(partition).Status())));
        var silos = Try("Membership", grains.GetGrain<IManagementGrain>(0).GetDetailedHosts());
        var overdue = Try("Alert store", OverdueAsync(now));
        var mailer = Try("Sender of mails", grains.GetGrain<IMailerGrain>(0).Status());
        var info = Try("Thresholds", grains.GetGrain<IThresholdsGrain>(0).Info());
        var operators = Try("Operators' e-mails", grains.GetGrain<IOperatorsGrain>(0).Status());
        var teams = await Try("Teams", TeamsAsync()) ?? [];
        var told = Task.WhenAll(teams.Take(MaxTeams)
            .Select(team => Try(SystemStatus.NoticesOf + team, grains.GetGrain<INotificationGrain>(team).Status())));

        ImmutableArray<PartitionStatus> known = [.. (await partitions).OfType<PartitionStatus>()];
        return new SystemStatus
        {
            At = now,
            Stats = await stats,
            Feed = await feed,
            Rates = RatesOf(known, now),
            Partitions = known,
            Silos = SilosOf(await silos ?? [], known),
            Overdue = (await overdue)?.Length,
            Mailer = await mailer,
            Operators = await operators ?? OperatorsStatus.None,
            Teams = [.. (await told).OfType<TeamNotices>().OrderByDescending(team => team.Queued + team.Sending).ThenBy(team => team.Team, StringComparer.Ordinal)],
            TeamsLeftOut = Math.Max(0, teams.Length - MaxTeams),
            Thresholds = await info,
            Unanswered = [.. unanswered.Order(StringComparer.Ordinal)],
        };
    }

    private async Task<string[]> OverdueAsync(DateTimeOffset now) =>
        [.. await alerts.DueAsync(now - OverdueAfter, SystemStatus.MaxOverdue, CancellationToken.None)];

    private async Task<string[]> TeamsAsync()
    {
        var table = await thresholds.RefreshAsync();
        return [.. table.Teams];
    }

    private ChangeRates? RatesOf(ImmutableArray<PartitionStatus> now, DateTimeOffset at)
    {
        var rates = _before.IsEmpty ? null : ChangeRates.Between(_before, now, at - _beforeAt);
        (_before, _beforeAt) = (now, at);
        return rates;
    }

    private static ImmutableArray<SiloState> SilosOf(MembershipEntry[] hosts, ImmutableArray<PartitionStatus> partitions)
    {
        var held = partitions.CountBy(partition => partition.Silo).ToDictionary(StringComparer.Ordinal);
        var newest = hosts.OrderByDescending(host => host.StartTime).ToArray();
        return
        [
            .. newest.Where(host => host.Status != SiloStatus.Dead).Concat(newest.Where(host => host.Status == SiloStatus.Dead).Take(MaxDead))
                .Select(host => new SiloState(
                    host.SiloAddress.ToParsableString(),
                    host.SiloName ?? "",
                    host.HostName ?? "",
                    host.Status.ToString(),
                    new DateTimeOffset(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc)),
                    held.GetValueOrDefault(host.SiloAddress.ToParsableString()))),
        ];
    }

    private static async Task<T?> TryAsync<T>(string what, Task<T> asked, ConcurrentBag<string> unanswered)
    {
        try
        {
            return await asked.WaitAsync(Patience);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            unanswered.Add($"{what}: {exception.Message}");
            return default;
        }
    }
}
