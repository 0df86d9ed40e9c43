using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Notifications;

/// <summary>The one sender of the installation's topic; spends its budget of messages a second. Key 0.</summary>
[Alias("refillradar.mailer")]
internal interface IMailerGrain : IGrainWithIntegerKey
{
    /// <summary>Waits for its turn and tries once.</summary>
    [AlwaysInterleave, Alias("send")]
    Task<MailOutcome> Send(Mail mail);

    /// <summary>What became of the mails so far.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<MailerStatus> Status();
}
