using System.Collections.Immutable;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

/// <summary>How every stage is, for operators. What did not answer is null or empty, and named in <see cref="Unanswered"/>.</summary>
public sealed record SystemStatus
{
    /// <summary>Most keys that <see cref="Overdue"/> counts.</summary>
    public const int MaxOverdue = 1000;

    /// <summary>How <see cref="Unanswered"/> begins when it is of a team's notices.</summary>
    public const string NoticesOf = "Notifications of ";

    /// <summary>When it was read, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The numbers at the top of the page.</summary>
    public RadarStats? Stats { get; init; }

    /// <summary>When the source was heard of last.</summary>
    public FeedState? Feed { get; init; }

    /// <summary>What the partitions do a second; null until there were two looks.</summary>
    public ChangeRates? Rates { get; init; }

    /// <summary>Partitions that answered, by number.</summary>
    public ImmutableArray<PartitionStatus> Partitions { get; init; } = [];

    /// <summary>Silos of the cluster, and those that left it last.</summary>
    public ImmutableArray<SiloState> Silos { get; init; } = [];

    /// <summary>Products whose hold, snooze, repeat or notice is due for more than half a minute, up to <see cref="MaxOverdue"/>; null when unknown.</summary>
    public int? Overdue { get; init; }

    /// <summary>What became of the mails.</summary>
    public MailerStatus? Mailer { get; init; }

    /// <summary>What teams are owed, most first.</summary>
    public ImmutableArray<TeamNotices> Teams { get; init; } = [];

    /// <summary>Which failures operators were notified of.</summary>
    public OperatorsStatus Operators { get; init; } = OperatorsStatus.None;

    /// <summary>Everybody who gets e-mails: teams, and operators.</summary>
    public ImmutableArray<TeamNotices> Deliveries => Operators.Delivery is { } operators && Teams.All(team => team.Team != operators.Team) ? Teams.Add(operators) : Teams;

    /// <summary>Teams that were not asked, as there are so many.</summary>
    public int TeamsLeftOut { get; init; }

    /// <summary>Which thresholds are in force.</summary>
    public ThresholdsInfo? Thresholds { get; init; }

    /// <summary>What did not answer, and why, for people.</summary>
    public ImmutableArray<string> Unanswered { get; init; } = [];
}
