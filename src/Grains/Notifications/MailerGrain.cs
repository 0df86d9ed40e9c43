using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Notifications;

/// <summary>Spaces the mails of all teams evenly. Attempts overlap, so that one slow answer holds up no other team.</summary>
[GrainType("mailer"), KeepAlive]
internal sealed partial class MailerGrain(
    IMailer mailer, IOptions<NotificationsOptions> options, StopLimit stop, TimeProvider time, ILogger<MailerGrain> logger) : Grain, IMailerGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAttempt = TimeSpan.Parse(IMailerGrain.LongestSend, CultureInfo.InvariantCulture) - TimeSpan.FromMinutes(1);
    private DateTimeOffset _free;
    private MailerStatus _status = new(time.GetUtcNow(), 0, 0, 0, null, null);

    public async Task<MailOutcome> Send(Mail mail)
    {
        var outcome = await WaitAsync() is { } refusal ? refusal : await AttemptAsync(mail);
        _status = _status.With(outcome, time.GetUtcNow());
        return outcome;
    }

    public Task<MailerStatus> Status() => Task.FromResult(_status);

    private async Task<MailOutcome?> WaitAsync()
    {
        var now = time.GetUtcNow();
        // After the clock was set back the next turn is far away: it starts anew.
        var turn = _free > now && _free - now <= LongestWait * 2 ? _free : now;
        if (turn - now > LongestWait)
            return MailOutcome.Retry($"The budget of {options.Value.MaxPerSecond} messages per second is spent.");
        _free = turn + TimeSpan.FromSeconds(1.0 / options.Value.MaxPerSecond);
        if (turn > now)
            await Task.Delay(turn - now, time);
        return stop.Attempts.IsCancellationRequested ? MailOutcome.Retry("The sending process is stopping.") : null;
    }

    private async Task<MailOutcome> AttemptAsync(Mail mail)
    {
        var limit = mailer.Timeout < LongestAttempt ? mailer.Timeout : LongestAttempt;
        using var timeout = new CancellationTokenSource(limit, time);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop.Attempts);
        try
        {
            return await mailer.SendAsync(mail, cut.Token);
        }
        catch (OperationCanceledException)
        {
            return MailOutcome.Unknown(timeout.IsCancellationRequested ? $"No answer within {limit}." : "The sending process stopped during the attempt.");
        }
        catch (Exception exception)
        {
            LogUnexpected(logger, exception, mail.BatchId);
            return MailOutcome.Unknown(exception.Message);
        }
    }
}
