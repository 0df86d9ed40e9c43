using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// What a level means for a product: the episode state machine, as a pure function from state to state.
/// <c>Normal → Pending → Firing → (Acknowledged | Snoozed) → Resolved</c>.
/// </summary>
internal static class StockDecision
{
    /// <summary>
    /// One change, in the source's order. A change that was seen before, or that a later one of its source has overtaken, changes nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The change is of another product.</exception>
    public static ProductState Change(ProductState state, string key, Rule? rule, in StockChange change, DateTimeOffset now)
    {
        if (!string.Equals(change.Key, key, StringComparison.Ordinal))
            throw new ArgumentException($"A change of {change.Key} was put to {key}.", nameof(change));
        if (!state.Level.Seen.IsNews(change.Position))
            return state;
        var before = state.Level.Quantity;
        var seen = state.Level.Seen.Then(change.Position);
        if (change.Operation == StockOperation.Delete)
        {
            var last = state.Open is null ? null : before;
            state = state with { Level = new StockLevel(null, seen), DeletedAt = now };
            return state.Open is null ? state : EpisodeSteps.End(state, key, ResolvedReason.Discontinued, now, last ?? 0, null);
        }

        var quantity = change.Quantity ?? before;
        state = state with
        {
            Level = new StockLevel(quantity, seen),
            DeletedAt = quantity is null ? state.DeletedAt : null,
        };
        return Evaluate(state, key, rule, now, before);
    }

    /// <summary>
    /// Takes over what the partition knows, before its changes. Whoever has seen the other's last change is ahead: the partition as a rule,
    /// since levels inside the tripwire never reach the product; the product while the partition reads again what came since its
    /// snapshot. Where both have, or neither has, the higher revision wins, and on equal ones the partition. What either has seen stays seen.
    /// </summary>
    public static ProductState Adopt(ProductState state, in StockLevel level, long revision)
    {
        var own = state.Level;
        var (hasTheirs, theyHaveOurs) = (own.Seen.HasSeen(level.Seen.Last), level.Seen.HasSeen(own.Seen.Last));
        var areAhead = hasTheirs == theyHaveOurs ? revision >= state.Revision : theyHaveOurs;
        return areAhead
            ? state with
            {
                Level = level with { Seen = level.Seen.With(own.Seen) },
                DeletedAt = level.Quantity is null ? state.DeletedAt : null,
            }
            : state with { Level = own with { Seen = own.Seen.With(level.Seen) } };
    }

    /// <summary>Looks at the level again: the rule may be another, or something may be due.</summary>
    public static ProductState Evaluate(ProductState state, string key, Rule? rule, DateTimeOffset now) =>
        Evaluate(state, key, rule, now, state.Level.Quantity);

    /// <summary>The band in which the next level cannot change anything.</summary>
    public static Tripwire TripwireOf(ProductState state, Rule? rule)
    {
        if (state.Level.Quantity is not { } quantity || state.DeletedAt is not null)
            return Tripwire.None;
        if (rule is null)
            return Tripwire.All;
        if (state.Open is not { } open)
            return Tripwire.Between(rule.Threshold, null);
        if (open.RecoveredAt is not null)
            return Tripwire.Between(rule.RecoveryThreshold, null);
        return quantity <= 0
            ? Tripwire.Between(null, 0)
            : Tripwire.Between(0, open.Status == AlertStatus.Pending ? rule.Threshold : rule.RecoveryThreshold);
    }

    /// <summary>When the product has to be looked at again though nothing changes; null when never.</summary>
    public static DateTimeOffset? DueOf(ProductState state)
    {
        var due = Outbox.DueOf(state);
        if (state.Open is not { } open)
            return due;
        if (open.Status == AlertStatus.Pending)
            due = Earlier(due, open.OpenedAt + open.Rule.Hold);
        if (open.RecoveredAt is { } recovered)
            due = Earlier(due, recovered + open.Rule.KeepFiring);
        else if (open.SnoozedUntil is { } until && until != Episode.UntilRestock)
            due = Earlier(due, until);
        return EpisodeSteps.RepeatAt(state) is { } repeat ? Earlier(due, repeat) : due;
    }

    private static ProductState Evaluate(
        ProductState state, string key, Rule? rule, DateTimeOffset now, decimal? before)
    {
        if (state.Level.Quantity is { } quantity && state.DeletedAt is null)
            state = Judge(state, key, rule, now, quantity, before ?? quantity);
        else if (state.Open is not null && rule is null)
            state = EpisodeSteps.End(state, key, ResolvedReason.Untracked, now, 0, null);
        return Outbox.CountOffer(state, now);
    }

    private static ProductState Judge(
        ProductState state, string key, Rule? rule, DateTimeOffset now, decimal quantity, decimal before)
    {
        if (state.Open is not { } open)
            return rule is not null && quantity <= rule.Threshold ? EpisodeSteps.Begin(state, key, rule, now, quantity) : state;
        if (rule is null)
            return EpisodeSteps.End(state, key, ResolvedReason.Untracked, now, quantity, null);
        var reason = quantity > open.Rule.RecoveryThreshold ? ResolvedReason.Restocked : ResolvedReason.ThresholdChanged;
        if (rule != open.Rule)
            state = state with { Open = open = open with { Rule = rule } };

        if (quantity > (open.Status == AlertStatus.Pending ? rule.Threshold : rule.RecoveryThreshold))
            return EpisodeSteps.Recover(state, key, reason, now, quantity, before);
        if (open.RecoveredAt is not null)
            state = state with { Open = open = open with { RecoveredAt = null, Received = null } };
        state = EpisodeSteps.Weigh(state, key, now, quantity);
        return EpisodeSteps.Tick(state, key, now);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) =>
        left is { } other && other < right ? other : right;
}
