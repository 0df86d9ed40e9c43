using System.Collections.Concurrent;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>What the mailers of all silos share: every try, and every mail that left.</summary>
internal sealed class Post
{
    private TaskCompletionSource? _gate;

    public ConcurrentQueue<Mail> Tried { get; } = [];

    public ConcurrentQueue<(Mail Mail, DateTimeOffset At)> Sent { get; } = [];

    /// <summary>Outcomes of the next tries; then every mail is sent.</summary>
    public ConcurrentQueue<MailOutcome> Outcomes { get; } = [];

    public IEnumerable<Mail> Mails => Sent.Select(sent => sent.Mail);

    /// <summary>From now on a try waits.</summary>
    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those that wait go on.</summary>
    public void Open() => Interlocked.Exchange(ref _gate, null)?.SetResult();

    public Task PassAsync(CancellationToken cancellationToken) => _gate?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
}
