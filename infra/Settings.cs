namespace RefillRadar.Infra;

/// <summary>What an installation is, from CDK's context (<c>-c key=value</c>, or under the environment's name in cdk.json). docs/aws.md has a table of the keys.</summary>
internal sealed record Settings
{
    /// <summary><c>dev</c> or <c>prod</c>; part of the names of everything.</summary>
    public required string Environment { get; init; }

    public required Sizes Sizes { get; init; }

    /// <summary>Tag of the image in the account's repository: the commit.</summary>
    public required string ImageTag { get; init; }

    /// <summary>Folder of the published forwarder.</summary>
    public required string ForwarderPath { get; init; }

    /// <summary>Concurrent executions kept for the forwarder; null: none are kept.</summary>
    public required int? ForwarderConcurrency { get; init; }

    /// <summary>Address of the dashboard.</summary>
    public required string DomainName { get; init; }

    /// <summary>A certificate for <see cref="DomainName"/> and <see cref="IngestName"/>; null: one is made in the hosted zone.</summary>
    public string? CertificateArn { get; init; }

    public HostedZoneReference? HostedZone { get; init; }

    /// <summary>Who may reach the dashboard's load balancer.</summary>
    public required IReadOnlyList<string> AllowedCidrs { get; init; }

    /// <summary>A network that is there already; null: a new one.</summary>
    public NetworkReference? Network { get; init; }

    /// <summary>A database that is there already; null: a new one.</summary>
    public DatabaseReference? Database { get; init; }

    /// <summary>PEM text of the authority that signs the database's certificate.</summary>
    public string? DatabaseAuthority { get; init; }

    public required string Schema { get; init; }

    public required string Table { get; init; }

    /// <summary>Sign-in by a provider of one's own; null: by a Cognito user pool.</summary>
    public IdentityProvider? IdentityProvider { get; init; }

    public required IReadOnlyList<MailSubscription> Subscriptions { get; init; }

    /// <summary>Who is told of alarms.</summary>
    public string? OperatorEmail { get; init; }

    /// <summary><c>organisation/repository</c> whose workflows may deploy; null: none may.</summary>
    public string? GitHubRepository { get; init; }

    /// <summary>Whether DMS's account-wide roles are made here.</summary>
    public required bool CreateDmsRoles { get; init; }

    /// <summary>Before the names of all tables, so that two environments can share an account.</summary>
    public required string TablePrefix { get; init; }

    /// <summary>Minutes without a change after which the feed counts as stale.</summary>
    public required int StaleAfterMinutes { get; init; }

    /// <summary>Raising it makes a new ingest key, known to both sides at the end of the same deployment.</summary>
    public required int IngestKeyGeneration { get; init; }

    /// <summary>What may be missing to look at a template, and not to deploy it.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Name that the forwarder knows the silos by, beside the dashboard's, so that a wildcard certificate has both.</summary>
    public string IngestName => $"{DomainName[..Dot]}-ingest{DomainName[Dot..]}";

    /// <summary>Before the names of what has one.</summary>
    public string Prefix => $"refillradar-{Environment}";

    private int Dot => DomainName.IndexOf('.', StringComparison.Ordinal);
}
