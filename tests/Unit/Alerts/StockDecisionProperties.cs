using System.Text.Json;
using CsCheck;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Alerts;

public sealed class StockDecisionProperties
{
    private static readonly Gen<decimal> Quantity = Gen.OneOf(
        Gen.Int[-3, 45].Select(whole => (decimal)whole), Gen.Int[-30, 450].Select(tenths => tenths / 10m), Gen.OneOf(0m, 20m, 20.0000001m, 30m, 30.0000001m));

    private static readonly Gen<Rule> Rules = Gen.Select(
        Gen.Int[0, 30], Gen.Int[0, 10], Gen.OneOf(0, 0, 60), Gen.OneOf(0, 0, 90), Gen.OneOf(0, 5, 240),
        (threshold, more, hold, keep, repeat) => Shelf.RuleOf(threshold, threshold + more, hold, keep, repeat));

    // What can happen to a product, as a thing to do to it.
    private static readonly Gen<Action<Shelf>> Steps = Gen.Frequency(
        (8, Quantity.Select(quantity => (Action<Shelf>)(shelf => shelf.Set(quantity)))),
        (1, Gen.Const<Action<Shelf>>(shelf => shelf.Delete())),
        (3, Gen.OneOf(1, 30, 60, 300, 3600).Select(seconds => (Action<Shelf>)(shelf => shelf.After(seconds)))),
        (3, Gen.Const<Action<Shelf>>(shelf => shelf.Mail())),
        (1, Gen.Bool.Select(sent => (Action<Shelf>)(shelf => MarkOldest(shelf, sent)))),
        (1, Rules.Select(rule => (Action<Shelf>)(shelf => shelf.Under(rule)))),
        (1, Gen.Const<Action<Shelf>>(shelf => shelf.Under(null))),
        (2, Gen.Select(Gen.Int[0, 2], Gen.OneOf(0, 45, 600), (kind, seconds) => (Action<Shelf>)(shelf => shelf.TryAct(
            (AlertActionKind)kind, shelf.State.Open?.Id ?? "", seconds == 0 ? null : shelf.Now.AddSeconds(seconds))))));

    [Fact]
    public void A_history_with_any_part_of_it_delivered_again_is_the_history()
    {
        var change = Gen.Select(Gen.Int[0, 9], Quantity, (kind, quantity) => kind switch
        {
            0 => (StockOperation.Delete, (decimal?)null),
            1 => (StockOperation.Update, null),
            _ => (StockOperation.Update, quantity),
        });
        Gen.Select(Rules, change.Array[1, 30], Gen.Select(Gen.Int[0, 100], Gen.Int[0, 29], Gen.Int[0, 29]).Array[0, 12]).Sample((rule, history, replays) =>
        {
            var changes = history.Select((one, place) => Shelf.ChangeAt((ulong)place + 1, one.Item2, one.Item1)).ToArray();
            var once = new ProductState();
            foreach (var one in changes)
                once = StockDecision.Change(once, Shelf.Key, rule, one, Shelf.Opening);
            var often = new ProductState();
            for (var place = 0; place < changes.Length; place++)
            {
                often = StockDecision.Change(often, Shelf.Key, rule, changes[place], Shelf.Opening);
                // Parts of what was delivered so far, in any order of parts.
                foreach (var (_, first, last) in replays.Where(replay => replay.Item1 % changes.Length == place))
                {
                    for (var again = Math.Min(first, place); again <= Math.Min(last, place); again++)
                        often = StockDecision.Change(often, Shelf.Key, rule, changes[again], Shelf.Opening.AddHours(1));
                }
            }

            Assert.Equal(Words(once), Words(often));
        }, iter: 3_000);
    }

    [Fact]
    public void Inside_the_tripwire_nothing_is_decided()
    {
        var inside = 0;
        Gen.Select(Rules, Steps.Array[1, 25], Quantity.Array[1, 8]).Sample((rule, steps, levels) =>
        {
            var shelf = Lived(rule, steps);
            var band = StockDecision.TripwireOf(shelf.State, shelf.Rule);
            foreach (var level in levels.Where(band.Holds))
            {
                var next = StockDecision.Change(shelf.State, Shelf.Key, shelf.Rule, Shelf.ChangeAt(1_000_000, level), shelf.Now);
                Assert.False(next.DiffersFrom(shelf.State), $"{level} in {band}");
                Assert.Equal(band, StockDecision.TripwireOf(next, shelf.Rule));
                Interlocked.Increment(ref inside);
            }
        }, iter: 5_000);
        Assert.True(inside > 1_000, "too few levels were inside a band for this to say anything");
    }

    [Fact]
    public void Without_holds_episodes_are_those_of_a_threshold_with_hysteresis() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 10], Quantity.Array[0, 60]).Sample((threshold, more, levels) =>
        {
            var shelf = new Shelf(Shelf.RuleOf(threshold, threshold + more)).Set(levels);
            var (open, opened) = (false, 0);
            foreach (var level in levels)
            {
                if (!open && level <= threshold)
                    (open, opened) = (true, opened + 1);
                else if (open && level > threshold + more)
                    open = false;
            }

            Assert.Equal((opened, open), (shelf.State.Episodes, shelf.State.Open is not null));
            Assert.Equal(opened, shelf.Episodes.Count);
            Assert.Equal(open ? opened - 1 : opened, shelf.Episodes.Values.Count(episode => episode.ResolvedReason == ResolvedReason.Restocked));
        }, iter: 3_000);

    [Fact]
    public void An_episode_is_told_once_that_it_fires_and_only_if_it_was_told_that_it_ended() =>
        Gen.Select(Rules, Steps.Array[1, 40]).Sample((rule, steps) =>
        {
            var sent = new HashSet<string>();
            var shelf = new Shelf(rule);
            foreach (var step in steps)
            {
                var owed = shelf.State.Outbox;
                step(shelf);
                foreach (var episode in shelf.Episodes.Values.Where(episode => episode.Notifications > 0))
                    sent.Add(episode.Id);
                foreach (var notice in shelf.State.Outbox.RemoveAll(owed.Contains).Where(notice => notice.Kind == NoticeKind.Resolved))
                    Assert.Contains(notice.AlertId, sent);
            }

            foreach (var told in shelf.Notified.GroupBy(notice => notice.AlertId))
            {
                Assert.True(told.Count(notice => notice.Kind == NoticeKind.Resolved) <= 1);
                Assert.Equal(told.Select(notice => notice.Id).Distinct().Count(), told.Count());
            }

            // One that was withdrawn untold by a snooze is owed again.
            Assert.All(shelf.Sent.GroupBy(notice => notice.AlertId), sent =>
                Assert.True(sent.Count(notice => notice.Kind == NoticeKind.SeverityRaised) <= 1));

            // One line a product in a mail: whatever is newer takes the place of what was owed.
            Assert.All(shelf.State.Outbox.GroupBy(notice => notice.AlertId), owed => Assert.Single(owed));
        }, iter: 3_000);

    [Fact]
    public void What_was_looked_at_is_due_later_or_never() =>
        Gen.Select(Rules, Steps.Array[1, 25]).Sample((rule, steps) =>
        {
            var shelf = new Shelf(rule);
            foreach (var step in steps)
            {
                step(shelf);
                if (StockDecision.DueOf(shelf.State) is { } due)
                    Assert.True(due > shelf.Now, $"due {shelf.Now - due} ago");
            }
        }, iter: 3_000);

    [Fact]
    public void Looking_twice_at_one_time_changes_nothing() =>
        Gen.Select(Rules, Steps.Array[1, 25]).Sample((rule, steps) =>
        {
            var shelf = Lived(rule, steps);
            Assert.False(StockDecision.Evaluate(shelf.State, Shelf.Key, shelf.Rule, shelf.Now).DiffersFrom(shelf.State));
        }, iter: 3_000);

    private static Shelf Lived(Rule rule, Action<Shelf>[] steps)
    {
        var shelf = new Shelf(rule);
        foreach (var step in steps)
            step(shelf);
        return shelf;
    }

    private static void MarkOldest(Shelf shelf, bool sent)
    {
        if (shelf.Notified.Count > 0)
            shelf.Mark(shelf.Notified[^1], sent);
    }

    private static string Words(ProductState state) => JsonSerializer.Serialize(state);
}
