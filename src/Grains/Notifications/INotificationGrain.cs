using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Notifications;

/// <summary>Groups the notices of one team into mails; key is the team.</summary>
[Alias("refillradar.notification")]
internal interface INotificationGrain : IGrainWithStringKey
{
    /// <summary>
    /// What a product owes the team now, in place of what it owed before; empty withdraws it. A hint: one that gets lost is
    /// offered again by the product when it is due.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("owe")]
    Task Owe(string key, ImmutableArray<Notice> notices);

    /// <summary>What is owed and what failed, for operators.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<TeamNotices> Status();
}
