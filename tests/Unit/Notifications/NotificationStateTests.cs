using System.Collections.Immutable;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Notifications;

public sealed class NotificationStateTests
{
    private static readonly MailBatch Batch = new() { Reason = "", Notices = [], Attempts = 2 };

    [Fact]
    public void Times_that_are_past_stay()
    {
        var state = new NotificationState { LastSentAt = A.Noon, Sending = Batch with { RetryAt = A.Noon.AddMinutes(5) } };
        Assert.Same(state, state.ClampedTo(A.Noon));
    }

    [Fact]
    public void Times_from_a_clock_that_was_ahead_count_from_now_on()
    {
        var state = new NotificationState { LastSentAt = A.Noon.AddHours(6), Sending = Batch with { RetryAt = A.Noon.AddHours(6) } }.ClampedTo(A.Noon);
        Assert.Equal((A.Noon, A.Noon.AddMinutes(5)), (state.LastSentAt, state.Sending!.RetryAt));
        Assert.Same(state, state.ClampedTo(A.Noon.AddSeconds(1)));
    }

    [Fact]
    public void A_batch_stored_before_attempts_were_counted_may_have_been_sent()
    {
        Assert.True((Batch with { Attempts = 0 }).IsUnderWay);
        Assert.True((Batch with { AttemptAt = A.Noon }).IsUnderWay);
        Assert.False(Batch.IsUnderWay);
    }

    [Fact]
    public void An_attempt_that_ended_counts_and_is_unknown_only_if_nobody_confirmed_it()
    {
        var tried = (Batch with { AttemptAt = A.Noon }).After(MailOutcome.Retry("Busy."));
        Assert.Equal((3, 0, null, "Busy."), (tried.Attempts, tried.Unknown, tried.AttemptAt, tried.LastError));
        tried = tried.After(MailOutcome.Unknown(new string('x', 5000)));
        Assert.Equal((4, 1), (tried.Attempts, tried.Unknown));
        Assert.InRange(tried.LastError!.Length, 300, 301);
    }
}
