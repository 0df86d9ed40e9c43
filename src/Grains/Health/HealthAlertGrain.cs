using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Health;

/// <summary>
/// Hosts <see cref="HealthNews"/> and <see cref="DeliveryDecision"/>, over the health that its own process sees. What operators know is stored
/// after the e-mail, and an e-mail does not wait for a store that fails, for it may be about just that: it may then come again after a restart.
/// </summary>
[GrainType("health-alert"), KeepAlive]
internal sealed partial class HealthAlertGrain(
    [PersistentState("health-alert", GrainStorage.Name)] IPersistentState<HealthAlertState> stored,
    HealthMonitor monitor,
    IOptions<NotificationsOptions> options,
    RadarMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<HealthAlertGrain> logger) : Grain, IOperatorsGrain
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ILogger<HealthAlertGrain> _logger = logger;
    private HealthNews _news = new([], []);
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _retryAt;
    private string? _lastError;
    private int _attempts;
    private int _unknown;
    private bool _isUnsaved;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Interval, Interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task<OperatorsStatus> Status() => Task.FromResult(options.Value.OperatorsTeam is { } team
        ? new OperatorsStatus(stored.State.NotifiedAt, new TeamNotices(
            $"{team} (health)", 0, null, _news.Failing.Length + _news.Recovered.Length, _startedAt, stored.State.LastSentAt,
            _attempts, _retryAt, _lastError, _unknown, stored.State.Failed, stored.State.LastFailedAt, stored.State.LastFailure))
        : OperatorsStatus.None);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_isUnsaved)
            await SaveAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (options.Value.OperatorsTeam is not { } team || monitor.Current is not { } health || (_retryAt > now && _retryAt < now + DeliveryDecision.LongestWait))
            return;
        // Looked at anew for each attempt: what is over by then needs no e-mail.
        _news = HealthNews.Of(health, stored.State.NotifiedAt, now, options.Value.GroupWait);
        if (_news.IsEmpty)
            Settle();
        else
            await SendAsync(team, now, cancellationToken);
    }

    private async Task SendAsync(string team, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _startedAt ??= now;
        var mail = HealthMail.Compose(team, _news, stored.State.NotifiedAt, now, options.Value.PublicUrl);
        var outcome = await AttemptAsync(mail);
        _attempts++;
        _unknown += outcome.Kind == MailOutcomeKind.Unknown ? 1 : 0;
        _lastError = outcome.Reason;
        metrics.MailAttempted(outcome.Kind.ToString().ToLowerInvariant(), 1);
        now = time.GetUtcNow();
        var decision = DeliveryDecision.Decide(_attempts, _unknown, outcome, now, random.NextDouble());
        if (decision.RetryAt is { } retryAt)
        {
            _retryAt = retryAt;
            LogRetry(mail.Subject, _attempts, outcome.Kind, outcome.Reason, retryAt);
            return;
        }

        if (decision.Failure is { } failure)
            LogFailed(mail.Subject, failure);
        else
            LogSent(mail.Subject);
        stored.State = stored.State.After(_news, decision.Failure, now);
        _news = new([], []);
        Settle();
        await SaveAsync(cancellationToken);
    }

    private async Task<MailOutcome> AttemptAsync(Mail mail)
    {
        try
        {
            return await GrainFactory.GetGrain<IMailerGrain>(0).Send(mail);
        }
        catch (Exception exception)
        {
            return MailOutcome.Unknown($"The server that sends e-mails did not respond: {exception.Message}");
        }
    }

    private void Settle() => (_startedAt, _retryAt, _lastError, _attempts, _unknown) = (null, null, null, 0, 0);

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stored.WriteStateAsync(cancellationToken);
            _isUnsaved = false;
        }
        catch (InconsistentStateException)
        {
            // Another activation wrote in the meantime.
            DeactivateOnIdle();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!_isUnsaved)
                LogUnsaved(exception);
            _isUnsaved = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent operators the e-mail \"{Subject}\"")]
    private partial void LogSent(string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} to send operators the e-mail \"{Subject}\" ended as {Outcome} ({Reason}); the next one is at {RetryAt:o}")]
    private partial void LogRetry(string subject, int attempt, MailOutcomeKind outcome, string? reason, DateTimeOffset retryAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The e-mail \"{Subject}\" to operators failed: {Reason}")]
    private partial void LogFailed(string subject, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What operators were notified of could not be stored; after a restart they may get the e-mail again")]
    private partial void LogUnsaved(Exception exception);
}
