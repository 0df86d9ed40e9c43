using CsCheck;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Notifications;

public sealed class DeliveryDecisionTests
{
    private static readonly MailOutcome NotAccepted = MailOutcome.Retry("Busy.");
    private static readonly MailOutcome Unconfirmed = MailOutcome.Unknown("The connection was lost.");

    private static readonly Gen<MailOutcome[]> Histories = Gen.OneOf(Gen.Const(NotAccepted), Gen.Const(Unconfirmed)).Array[1, 400];

    [Fact]
    public void A_mail_that_was_sent_needs_nothing_more() =>
        Assert.Equal(default, DeliveryDecision.Decide(3, 2, MailOutcome.Sent, A.Noon, 0.5));

    [Fact]
    public void A_mail_that_was_rejected_has_failed_for_the_reason_given() =>
        Assert.Equal(new DeliveryDecision(null, "No such user."), DeliveryDecision.Decide(1, 0, MailOutcome.Rejected("No such user."), A.Noon, 0.5));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000_000, 300)]
    public void What_was_not_accepted_is_retried_for_ever(int attempts, double seconds) =>
        Assert.Equal(new DeliveryDecision(A.Noon.AddSeconds(seconds), null), DeliveryDecision.Decide(attempts, 0, NotAccepted, A.Noon, 0.9));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 0.5, 1.5)]
    [InlineData(2, 0, 5)]
    [InlineData(2, 0.5, 7.5)]
    [InlineData(3, 0, 25)]
    [InlineData(4, 0, 125)]
    [InlineData(4, 0.5, 187.5)]
    public void What_nobody_confirmed_is_retried_after_ever_longer_waits(int unknown, double jitter, double seconds) =>
        Assert.Equal(new DeliveryDecision(A.Noon.AddSeconds(seconds), null), DeliveryDecision.Decide(unknown + 7, unknown, Unconfirmed, A.Noon, jitter));

    [Fact]
    public void After_five_attempts_that_nobody_confirmed_it_has_failed_and_says_that_it_may_have_arrived()
    {
        var (retryAt, failure) = DeliveryDecision.Decide(6, 5, Unconfirmed, A.Noon, 0.5);
        Assert.Null(retryAt);
        Assert.Equal(
            "The mail server never confirmed the e-mail in 6 attempts. It may have arrived; no more copies are sent. Last error: The connection was lost.", failure);
    }

    [Fact]
    public void However_attempts_end_at_most_five_are_unknown_and_waits_stay_within_their_bounds() =>
        Gen.Select(Histories, Gen.Double[0, 1]).Sample((history, jitter) =>
        {
            var batch = new MailBatch { Mail = A.Mail(A.Notice()), Reason = "", Notices = [] };
            foreach (var outcome in history)
            {
                batch = batch.After(outcome);
                var decision = DeliveryDecision.Decide(batch.Attempts, batch.Unknown, outcome, A.Noon, Math.Min(jitter, 0.999));
                if (decision.RetryAt is not { } at)
                    return batch.Unknown == 5 && outcome == Unconfirmed && decision.Failure is not null;
                if (decision.Failure is not null || at <= A.Noon || at > A.Noon + DeliveryDecision.LongestWait)
                    return false;
            }

            return batch.Unknown < 5 && batch.Attempts == history.Length;
        });
}
