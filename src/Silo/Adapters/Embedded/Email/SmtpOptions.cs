using MailKit.Security;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>The mail server to send by (<c>RefillRadar:Smtp</c>).</summary>
internal sealed record SmtpOptions
{
    /// <summary>Host name. Mails are sent by SMTP once this is set.</summary>
    public required string Host { get; init; }

    /// <summary>Port: 587 with STARTTLS, 465 with TLS, 25 between servers.</summary>
    public int Port { get; init; } = 587;

    /// <summary>User name; null where the server asks for none.</summary>
    public string? User { get; init; }

    /// <summary>Password of the user.</summary>
    public string? Password { get; init; }

    /// <summary>Sender.</summary>
    public required string From { get; init; }

    /// <summary>Recipients of teams that have none of their own, separated by commas.</summary>
    public required string To { get; init; }

    /// <summary>Recipients by team, separated by commas.</summary>
    public IReadOnlyDictionary<string, string> Recipients { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the connection is secured; Auto takes TLS on 465 and STARTTLS where it is offered.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.Auto;

    /// <summary>Longest wait for the connection and for each answer before the message itself (<c>RefillRadar:Smtp:TimeoutSeconds</c>).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Longest wait for the answer to the message. RFC 5321 (4.5.3.2.6) asks for ten minutes: servers check the message after they have it, and a
    /// client that gives up meanwhile sends copies.
    /// </summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest time of one attempt as a whole.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMinutes(15);
}
