using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.Route53.Targets;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The dashboard's name and the one that the forwarder knows the silos by, and the certificate of both.</summary>
internal sealed class Names : Construct
{
    private readonly Settings _settings;
    private readonly IHostedZone? _zone;

    public Names(Construct scope, string id, Settings settings)
        : base(scope, id)
    {
        _settings = settings;
        if (settings.HostedZone is { } zone)
            _zone = HostedZone.FromHostedZoneAttributes(this, "Zone", new HostedZoneAttributes { HostedZoneId = zone.Id, ZoneName = zone.Name });
        Certificate = settings.CertificateArn is null && _zone is not null
            ? new Certificate(this, "Certificate", new CertificateProps
            {
                DomainName = settings.DomainName,
                SubjectAlternativeNames = [settings.IngestName],
                Validation = CertificateValidation.FromDns(_zone),
            })
            : Amazon.CDK.AWS.CertificateManager.Certificate.FromCertificateArn(this, "Certificate", settings.CertificateArn ?? "arn:aws:acm:eu-central-1:000000000000:certificate/unset");
    }

    public ICertificate Certificate { get; }

    /// <summary>The dashboard's public name, where its zone is known.</summary>
    public void AddDashboard(IApplicationLoadBalancer balancer)
    {
        if (_zone is not null)
            Add("Dashboard", _zone, _settings.DomainName, balancer);
    }

    /// <summary>The silos' name, known only inside the network.</summary>
    public void AddIngest(IApplicationLoadBalancer balancer, IVpc vpc) =>
        Add("Ingest", new PrivateHostedZone(this, "Inside", new PrivateHostedZoneProps { Vpc = vpc, ZoneName = _settings.IngestName }), _settings.IngestName, balancer);

    private void Add(string id, IHostedZone zone, string name, IApplicationLoadBalancer balancer) => new ARecord(this, id, new ARecordProps
    {
        Zone = zone,
        // A final dot: the whole name, not one below the zone.
        RecordName = $"{name}.",
        Target = RecordTarget.FromAlias(new LoadBalancerTarget(balancer)),
    });
}
