using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;

namespace RefillRadar.Silo.Adapters.Aws.Sns;

/// <summary>
/// Publishes mails to the topic of <see cref="AwsOptions.TopicArn"/>. One call is on its way at a time; mails that come meanwhile (SNS is slow, or
/// throttles) go together in the next one. Standard topics know no batch ids: when SNS's answer is lost, another attempt may publish a copy.
/// </summary>
internal sealed partial class SnsMailer(IAmazonSimpleNotificationService sns, AwsOptions options, ILogger<SnsMailer> logger) : IMailer
{
    private const int MaxEntries = 10;

    private readonly ILogger<SnsMailer> _logger = logger;
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = [];
    private bool _isSending;

    // A call of 20 s, those before it in the queue, and the SDK's own pauses where SNS throttles.
    public TimeSpan Timeout => TimeSpan.FromSeconds(60);

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(SnsMessage.Of(mail), cancellationToken);
        if (IsFirst(waiting))
            _ = SendWaitingAsync();
        try
        {
            return await waiting.Outcome.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return IsOnItsWay(waiting) ? SnsOutcome.Unconfirmed("no answer in time.") : MailOutcome.Retry("SNS answered too slowly for the mails before this one.");
        }
    }

    private bool IsOnItsWay(Waiting waiting)
    {
        lock (_lock)
            return waiting.IsOnItsWay;
    }

    private bool IsFirst(Waiting waiting)
    {
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            var isFirst = !_isSending;
            _isSending = true;
            return isFirst;
        }
    }

    private async Task SendWaitingAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await (batch is [var only] ? SendOneAsync(only) : SendTogetherAsync(batch));
            }
            catch (Exception exception)
            {
                foreach (var waiting in batch)
                    waiting.Outcome.TrySetException(exception);
            }
        }
    }

    // As many as fit into one call, in the order they came, without those that nobody waits for any more.
    private List<Waiting> Next()
    {
        var batch = new List<Waiting>();
        var bytes = 0;
        lock (_lock)
        {
            while (batch.Count < MaxEntries && _waiting.TryPeek(out var next))
            {
                if (!next.CancellationToken.IsCancellationRequested && (bytes += next.Message.Bytes) > SnsMessage.MaxBytes && batch.Count > 0)
                    break;
                _waiting.Dequeue();
                if (next.CancellationToken.IsCancellationRequested)
                    continue;
                next.IsOnItsWay = true;
                batch.Add(next);
            }

            _isSending = batch.Count > 0;
        }

        return batch;
    }

    private async Task SendOneAsync(Waiting waiting)
    {
        try
        {
            await sns.PublishAsync(waiting.Message.ToRequest(options.TopicArn), waiting.CancellationToken);
            waiting.Outcome.TrySetResult(MailOutcome.Sent);
        }
        catch (Exception exception)
        {
            waiting.Outcome.TrySetResult(SnsOutcome.Of(options.TopicArn, exception));
        }
    }

    private async Task SendTogetherAsync(List<Waiting> batch)
    {
        try
        {
            var entries = batch.Select((waiting, index) => waiting.Message.ToEntry($"m{index}")).ToList();
            var response = await sns.PublishBatchAsync(new PublishBatchRequest { TopicArn = options.TopicArn, PublishBatchRequestEntries = entries });
            var failed = (response.Failed ?? []).ToDictionary(error => error.Id ?? "");
            var taken = (response.Successful ?? []).Select(entry => entry.Id).ToHashSet();
            for (var index = 0; index < batch.Count; index++)
                batch[index].Outcome.TrySetResult(OutcomeOf($"m{index}", taken, failed));
        }
        catch (AmazonServiceException exception) when (SnsOutcome.Of(options.TopicArn, exception).Kind == MailOutcomeKind.Rejected)
        {
            // One message may have spoilt it for all.
            LogBatchRefused(exception, batch.Count);
            foreach (var waiting in batch)
                await SendOneAsync(waiting);
        }
        catch (Exception exception)
        {
            foreach (var waiting in batch)
                waiting.Outcome.TrySetResult(SnsOutcome.Of(options.TopicArn, exception));
        }
    }

    private MailOutcome OutcomeOf(string id, HashSet<string?> taken, Dictionary<string, BatchResultErrorEntry> failed)
    {
        if (failed.TryGetValue(id, out var error))
            return SnsOutcome.Of(options.TopicArn, error);
        return taken.Contains(id) ? MailOutcome.Sent : SnsOutcome.Unconfirmed("its answer does not name the mail.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "SNS refused {Mails} mails together; they are sent one by one")]
    private partial void LogBatchRefused(Exception exception, int mails);

    private sealed record Waiting(SnsMessage Message, CancellationToken CancellationToken)
    {
        /// <summary>Whether it is part of a call to SNS: until then it certainly is not published.</summary>
        public bool IsOnItsWay { get; set; }

        public TaskCompletionSource<MailOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
