namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>Where the embedded mode writes its mails, and from whom to whom.</summary>
internal sealed record MailOptions
{
    /// <summary>Folder of the <c>.eml</c> files: <c>{DataDirectory}/outbox</c>.</summary>
    public required string Outbox { get; init; }

    /// <summary>Sender.</summary>
    public string From { get; init; } = "RefillRadar <refillradar@localhost>";

    /// <summary>Recipients, separated by commas.</summary>
    public string To { get; init; } = "stock-alerts@localhost";
}
