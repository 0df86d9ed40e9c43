using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What mailers keep to besides, where an answer can be lost on its way.</summary>
public abstract class NetworkMailerContract : MailerContract
{
    /// <summary>A mailer whose medium accepts every message and breaks the connection before it answers.</summary>
    protected abstract Task<IMailer> CreateLosingAnswersAsync();

    /// <summary>A mailer whose medium accepts every message and never answers; the task ends once it has the first one.</summary>
    protected abstract Task<(IMailer Mailer, Task Accepted)> CreateSilentAsync();

    /// <summary>How many messages those media have accepted.</summary>
    protected abstract int Accepted();

    [Fact]
    public async Task An_answer_that_is_lost_leaves_the_outcome_unknown_after_one_copy()
    {
        var outcome = await (await CreateLosingAnswersAsync()).SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(MailOutcomeKind.Unknown, outcome.Kind);
        Assert.NotEmpty(outcome.Reason!);
        Assert.Equal(1, Accepted());
    }

    [Fact]
    public async Task Cancelled_after_the_message_was_handed_over_the_outcome_is_unknown_after_one_copy()
    {
        using var limit = new CancellationTokenSource();
        var (mailer, accepted) = await CreateSilentAsync();
        var sending = mailer.SendAsync(NewMail(), limit.Token);
        await accepted;
        await limit.CancelAsync();
        Assert.Equal(MailOutcomeKind.Unknown, (await sending).Kind);
        Assert.Equal(1, Accepted());
    }
}
