using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryMailer(Post post, TimeProvider time, SiloLife life) : IMailer
{
    public TimeSpan Timeout => TimeSpan.FromMinutes(5);

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        post.Tried.Enqueue(mail);
        await post.PassAsync(cancellationToken);
        await life.ReachAsync(cancellationToken);
        if (!post.Outcomes.TryDequeue(out var outcome))
            outcome = MailOutcome.Sent;
        if (outcome.Kind == MailOutcomeKind.Sent)
            post.Sent.Enqueue((mail, time.GetUtcNow()));
        return outcome;
    }
}
