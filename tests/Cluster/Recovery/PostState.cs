using System.Collections.Immutable;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>What is kept of deliveries.</summary>
internal sealed record PostState(Notice? Sending, ImmutableArray<NoticeMark> Unmarked);
