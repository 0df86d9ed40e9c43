using Microsoft.Extensions.Options;
using Orleans;
using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Notifications;

/// <summary>Spaces the mails of all teams evenly.</summary>
[GrainType("mailer")]
internal sealed class MailerGrain(IMailer mailer, IOptions<NotificationsOptions> options, TimeProvider time) : Grain, IMailerGrain
{
    // Below Orleans' own limit of 30 s for an answer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private DateTimeOffset _free;
    private MailerStatus _status = new(time.GetUtcNow(), 0, 0, 0, null, null);

    public async Task<MailOutcome> Send(Mail mail)
    {
        var outcome = await TryAsync(mail);
        _status = _status.With(outcome, time.GetUtcNow());
        return outcome;
    }

    public Task<MailerStatus> Status() => Task.FromResult(_status);

    private async Task<MailOutcome> TryAsync(Mail mail)
    {
        var now = time.GetUtcNow();
        var turn = _free > now ? _free : now;
        if (turn - now > Longest / 2)
            return MailOutcome.Retry("The budget of messages a second is spent.");
        _free = turn + TimeSpan.FromSeconds(1.0 / options.Value.MaxPerSecond);
        if (turn > now)
            await Task.Delay(turn - now, time);
        using var timeout = new CancellationTokenSource(Longest / 2, time);
        try
        {
            return await mailer.SendAsync(mail, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return MailOutcome.Retry($"No answer within {Longest / 2}.");
        }
    }
}
