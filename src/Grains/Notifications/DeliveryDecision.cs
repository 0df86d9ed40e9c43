namespace RefillRadar.Grains.Notifications;

/// <summary>What follows a delivery attempt: nothing more (it was sent), another attempt, or failure.</summary>
/// <param name="RetryAt">When to make the next attempt, UTC; null when there is none.</param>
/// <param name="Failure">Why the batch failed, for people; null when it did not.</param>
internal readonly record struct DeliveryDecision(DateTimeOffset? RetryAt, string? Failure)
{
    /// <summary>Most attempts of one batch whose outcome is unknown: each of them may have delivered a copy.</summary>
    public const int MaxUnknown = 5;

    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private const double FirstUnknownWait = 2;
    private const double UnknownFactor = 5;

    /// <summary>
    /// An attempt that certainly was not accepted is repeated for ever, after 1 s, 2 s, 4 s … up to 5 min. One whose outcome is unknown is repeated
    /// after 2 s, 10 s, 50 s and 250 s, shortened at random by up to half; after the fifth of them the batch has failed.
    /// </summary>
    /// <param name="attempts">Attempts so far, this one included.</param>
    /// <param name="unknown">Those of them whose outcome is unknown.</param>
    /// <param name="outcome">How this one ended.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="jitter">A random number from 0 up to 1.</param>
    public static DeliveryDecision Decide(int attempts, int unknown, MailOutcome outcome, DateTimeOffset now, double jitter) => outcome.Kind switch
    {
        MailOutcomeKind.Sent => default,
        MailOutcomeKind.Rejected => new DeliveryDecision(null, outcome.Reason ?? "The mail was rejected."),
        MailOutcomeKind.Unknown when unknown >= MaxUnknown => new DeliveryDecision(null, Unconfirmed(attempts, outcome)),
        MailOutcomeKind.Unknown => new DeliveryDecision(
            now + Wait(FirstUnknownWait * Math.Pow(UnknownFactor, unknown - 1)) * (0.5 + (jitter / 2)), null),
        _ => new DeliveryDecision(now + Wait(Math.Pow(2, attempts - 1)), null),
    };

    private static TimeSpan Wait(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));

    private static string Unconfirmed(int attempts, MailOutcome outcome) =>
        $"The mail server never confirmed the e-mail in {attempts} attempts. It may have arrived; no more copies are sent. Last error: {outcome.Reason}";
}
