using System.Globalization;
using System.Text.RegularExpressions;
using Constructs;

namespace RefillRadar.Infra;

/// <summary>Reads the context and collects every error, each naming its key.</summary>
internal sealed partial class SettingsReader
{
    private readonly Node _node;
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];

    private IDictionary<string, object> _ofEnvironment = new Dictionary<string, object>();

    private SettingsReader(Node node) => _node = node;

    /// <exception cref="SettingsException">Lists every wrong or missing setting.</exception>
    public static Settings Read(Node node)
    {
        var reader = new SettingsReader(node);
        var settings = reader.Read();
        return reader._errors.Count == 0 ? settings : throw new SettingsException(reader._errors);
    }

    private Settings Read()
    {
        var environment = Text("env") ?? "dev";
        if (environment is not ("dev" or "prod"))
            _errors.Add($"env has to be dev or prod, not {environment}.");
        if (_node.TryGetContext(environment) is IDictionary<string, object> own)
            _ofEnvironment = own;
        var sizes = environment == "prod" ? Sizes.Prod : Sizes.Dev;
        var database = Database();
        var zone = HostedZone();
        var (domain, tag, authority) = (Domain(zone), ImageTag(), Authority());
        return new Settings
        {
            Environment = environment,
            Sizes = sizes,
            ImageTag = tag,
            ForwarderPath = Text("forwarderPath") ?? "bin/forwarder",
            ForwarderConcurrency = Whole("forwarderConcurrency", sizes.ForwarderConcurrency, 0, 1000) is > 0 and var kept ? kept : null,
            DomainName = domain,
            CertificateArn = Text("certificateArn"),
            HostedZone = zone,
            AllowedCidrs = List("allowedCidrs") is { Length: > 0 } cidrs ? cidrs : ["0.0.0.0/0"],
            Network = Network(database),
            Database = database,
            DatabaseAuthority = authority,
            Schema = Text("databaseSchema") ?? "HASP",
            Table = Text("databaseTable") ?? "inventory",
            IdentityProvider = Provider(),
            Subscriptions = [.. List("subscriptions").Select(Subscription)],
            OperatorEmail = Text("operatorEmail"),
            GitHubRepository = Text("githubRepository"),
            CreateDmsRoles = Text("dmsRoles") is not "existing",
            TablePrefix = Text("tablePrefix") ?? (environment == "prod" ? "" : $"{environment}_"),
            StaleAfterMinutes = Whole("staleAfterMinutes", 60, 5, 1440),
            IngestKeyGeneration = Whole("ingestKeyGeneration", 1, 1, 9999),
            Warnings = _warnings,
        };
    }

    private string Domain(HostedZoneReference? zone)
    {
        if (Text("domainName") is { } domain)
        {
            if (!DomainPattern().IsMatch(domain))
                _errors.Add($"domainName has to be a name such as radar.example.com, not {domain}.");
            else if (zone is null && Text("certificateArn") is null)
                _errors.Add("certificateArn, or hostedZoneId and hostedZoneName, is missing: the dashboard is served by TLS only.");
            return domain;
        }

        _warnings.Add("domainName is not set: this template is to look at and cannot be deployed.");
        return "radar.example.com";
    }

    private string ImageTag()
    {
        if (Text("imageTag") is { } tag)
            return tag;
        _warnings.Add("imageTag is not set: this template is to look at and cannot be deployed.");
        return "unset";
    }

    private string? Authority()
    {
        if (Text("databaseCaFile") is { } path)
        {
            if (File.Exists(path))
                return File.ReadAllText(path);
            _errors.Add($"databaseCaFile names {path}, which is not there.");
            return null;
        }

        _warnings.Add("databaseCaFile is not set: DMS would read the database without TLS.");
        return null;
    }

    private HostedZoneReference? HostedZone() => Together("hostedZoneId", "hostedZoneName")
        ? new HostedZoneReference(Text("hostedZoneId")!, Text("hostedZoneName")!)
        : null;

    private DatabaseReference? Database() => Text("databaseSecretArn") is { } secret
        ? new DatabaseReference(secret, Text("databaseSecretKeyArn"), Text("databaseSecurityGroupId"), Whole("databasePort", 3306, 1, 65535))
        : null;

    private NetworkReference? Network(DatabaseReference? database)
    {
        if (Together("vpcId", "vpcCidr", "availabilityZones", "publicSubnetIds", "privateSubnetIds"))
            return new(Text("vpcId")!, Text("vpcCidr")!, List("availabilityZones"), List("publicSubnetIds"), List("privateSubnetIds"));
        if (database is { SecurityGroupId: not null })
            _errors.Add("vpcId is missing: a security group lets in only what is in its own network.");
        return null;
    }

    private IdentityProvider? Provider() => Together("oidcAuthority", "oidcClientId")
        ? new IdentityProvider(Text("oidcAuthority")!, Text("oidcClientId")!, Text("oidcClientSecretArn")) { RoleClaim = Text("oidcRoleClaim") ?? "roles" }
        : null;

    private MailSubscription Subscription(string text)
    {
        var (team, email) = text.Split('=', 2) is [var before, var after] ? (before.Trim(), after.Trim()) : ("", "");
        if (team.Length == 0 || !email.Contains('@', StringComparison.Ordinal))
            _errors.Add($"subscriptions has to be a list such as bakery=bakery@example.com,*=all@example.com; {text} is not like that.");
        return new MailSubscription(team == "*" ? null : team, email);
    }

    // All of them or none.
    private bool Together(params string[] keys)
    {
        var missing = keys.Where(key => Text(key) is null).ToList();
        if (missing.Count > 0 && missing.Count < keys.Length)
            _errors.Add($"{string.Join(" and ", missing)} is missing beside {string.Join(" and ", keys.Except(missing))}.");
        return missing.Count == 0;
    }

    // From the command line, or else from what cdk.json has under the environment's name.
    private string? Text(string key)
    {
        var value = _node.TryGetContext(key) ?? (_ofEnvironment.TryGetValue(key, out var own) ? own : null);
        return Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? text : null;
    }

    private string[] List(string key) =>
        Text(key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private int Whole(string key, int otherwise, int least, int most)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        _errors.Add($"{key} has to be a whole number from {least} to {most}, not {text}.");
        return otherwise;
    }

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    private static partial Regex DomainPattern();
}
