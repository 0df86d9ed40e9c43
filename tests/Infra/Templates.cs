namespace RefillRadar.Tests.Infra;

/// <summary>The templates of the installations that are tested, made once.</summary>
public sealed class Templates : IDisposable
{
    private const string Authority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("refillradar-infra").FullName;
    private readonly Dictionary<string, Template> _made = [];

    public Templates()
    {
        var authority = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(authority, Authority);
        (string, object)[] zone = [("domainName", "radar.example.com"), ("hostedZoneId", "Z0123456789"), ("hostedZoneName", "example.com"), ("imageTag", "abc123"), ("databaseCaFile", authority)];
        (string, object)[] existing =
        [
            ("databaseSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf"), ("databaseSecurityGroupId", "sg-0123"),
            ("vpcId", "vpc-0123"), ("vpcCidr", "10.1.0.0/16"), ("availabilityZones", "eu-central-1a,eu-central-1b"), ("publicSubnetIds", "subnet-1,subnet-2"), ("privateSubnetIds", "subnet-3,subnet-4"),
        ];
        Dev = Make("dev-new", [("env", "dev"), .. zone, ("subscriptions", "bakery=bakery@example.com,*=all@example.com"), ("operatorEmail", "operators@example.com")]);
        Prod = Make("prod-new", [("env", "prod"), .. zone, ("githubRepository", "organisation/repository")]);
        DevExisting = Make("dev-existing", [("env", "dev"), .. zone, .. existing]);
        ProdExisting = Make(
            "prod-existing",
            [
                ("env", "prod"), .. zone, .. existing, ("certificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/1234"), ("oidcAuthority", "https://login.example.com"),
                ("oidcClientId", "radar"), ("oidcClientSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:oidc-AbCdEf"),
            ]);
        Account = new Template(Path.Combine(_folder, "prod-new", "RefillRadar-Account.template.json"));
    }

    internal Template Dev { get; }

    internal Template Prod { get; }

    internal Template DevExisting { get; }

    internal Template ProdExisting { get; }

    internal Template Account { get; }

    internal IReadOnlyList<Template> Environments => [Dev, Prod, DevExisting, ProdExisting];

    /// <summary>Makes templates of another context, into a folder of their own.</summary>
    internal Template Make(string name, params (string Key, object Value)[] context) =>
        _made.TryGetValue(name, out var template) ? template : _made[name] = Synthesis.Run(Path.Combine(_folder, name), context);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
