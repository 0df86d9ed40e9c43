using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Notifications;

/// <summary>The one sender of the installation's topic; spends its budget of messages per second. Key 0.</summary>
[Alias("refillradar.mailer")]
internal interface IMailerGrain : IGrainWithIntegerKey
{
    /// <summary>The longest time that <see cref="Send"/> may take: above the limit of every channel, and its wait for a turn.</summary>
    const string LongestSend = "00:20:00";

    /// <summary>Waits for its turn and makes one attempt. An exception means that the outcome is unknown.</summary>
    [AlwaysInterleave, ResponseTimeout(LongestSend), Alias("send")]
    Task<MailOutcome> Send(Mail mail);

    /// <summary>How the attempts so far ended.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<MailerStatus> Status();
}
