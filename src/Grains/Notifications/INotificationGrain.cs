using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Notifications;

/// <summary>Groups the notices of one team into mails; key is the team.</summary>
[Alias("refillradar.notification")]
internal interface INotificationGrain : IGrainWithStringKey
{
    /// <summary>
    /// The notices a product has for the team now, in place of those it had before; empty withdraws them. A hint: one that gets lost is
    /// offered again by the product when it is due. A product that was told what became of its notices need not call: the team has
    /// forgotten them, and ignores offers that were made before.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("offer")]
    Task Offer(string key, ImmutableArray<Notice> notices);

    /// <summary>What is owed and what failed, for operators.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<TeamNotices> Status();
}
