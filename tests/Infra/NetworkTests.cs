using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class NetworkTests(Templates templates)
{
    [Fact]
    public void Only_the_dashboards_load_balancer_lets_the_world_in_and_only_by_web_ports()
    {
        foreach (var template in templates.Environments)
        {
            var open =
                from resource in template.All
                where resource.Type is "AWS::EC2::SecurityGroup" or "AWS::EC2::SecurityGroupIngress"
                from rule in Ingress(resource.Type, resource.Resource["Properties"]!)
                where rule["CidrIp"] is not null || rule["CidrIpv6"] is not null
                select (resource.Id, From: (int)rule["FromPort"]!, To: (int)rule["ToPort"]!);
            Assert.All(open, rule => Assert.Contains("DashboardBalancer", rule.Id, StringComparison.Ordinal));
            Assert.Equal([(80, 80), (443, 443)], open.Select(rule => (rule.From, rule.To)).Order());
        }
    }

    [Fact]
    public void The_world_can_be_narrowed()
    {
        var narrow = templates.Make("narrow", ("env", "dev"), ("allowedCidrs", "203.0.113.0/24, 198.51.100.7/32"));
        Assert.DoesNotContain(Cidrs(narrow), cidr => cidr == "0.0.0.0/0");
        Assert.Equal(4, Cidrs(narrow).Count());
    }

    [Fact]
    public void Silos_hear_each_other_the_dashboards_and_their_load_balancer()
    {
        var silos = Group("NetworkSilos");
        Assert.Equal(
            [("NetworkDashboards", 30000), ("NetworkSilos", 11111), ("NetworkSilos", 30000), ("RadarClusterIngestBalancer", 8080)],
            Rules(silos).Order());
        // The endpoints' names lead there for all of the network: who needs a secret has to be let in.
        Assert.Equal([("NetworkCapture", 443), ("NetworkDashboards", 443), ("NetworkSilos", 443)], Rules(Group("NetworkEndpoints")).Order());
        Assert.Equal([("RadarClusterDashboardBalancer", 8080)], Rules(Group("NetworkDashboards")));
        Assert.Equal([("NetworkForwarder", 443)], Rules(Group("RadarClusterIngestBalancer")));
        Assert.Equal([("NetworkCapture", 3306)], Rules(Group("SourceDatabaseInstance")).Select(rule => (rule.From, 3306)));
    }

    [Fact]
    public void Prod_loses_no_way_out_with_a_zone()
    {
        Assert.Equal(2, templates.Prod.Of("AWS::EC2::NatGateway").Count);
        Assert.Single(templates.Dev.Of("AWS::EC2::NatGateway"));
    }

    [Fact]
    public void A_network_that_is_there_already_is_left_as_it_is()
    {
        foreach (var type in new[] { "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::NatGateway", "AWS::EC2::VPCEndpoint" })
            Assert.Empty(templates.DevExisting.Of(type));
        Json.Has(templates.DevExisting.One("AWS::ECS::Service", "Silos")["NetworkConfiguration"]!["AwsvpcConfiguration"], """{ "Subnets": ["subnet-3", "subnet-4"] }""");
    }

    [Fact]
    public void Nothing_that_runs_has_a_public_address()
    {
        foreach (var template in templates.Environments)
        {
            Assert.All(template.Of("AWS::EC2::Subnet"), subnet => Assert.False((bool)subnet["MapPublicIpOnLaunch"]!));
            Assert.All(template.Of("AWS::RDS::DBInstance"), database => Assert.False((bool)database["PubliclyAccessible"]!));
            Assert.All(template.Of("AWS::DMS::ReplicationInstance"), instance => Assert.False((bool)instance["PubliclyAccessible"]!));
            Assert.All(template.Of("AWS::S3::Bucket"), bucket => Json.Has(bucket["PublicAccessBlockConfiguration"], """
                { "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true }
                """));
        }
    }

    private string Group(string id) => templates.Prod.All.Single(resource => resource.Type == "AWS::EC2::SecurityGroup" && resource.Id.StartsWith(id, StringComparison.Ordinal)).Id;

    // Who may come in, by the start of their group's logical id, and where.
    private IEnumerable<(string From, int Port)> Rules(string target) =>
        from rule in templates.Prod.Of("AWS::EC2::SecurityGroupIngress")
        where Id(rule["GroupId"]!) == target
        let source = Id(rule["SourceSecurityGroupId"]!)
        select (Start(source), rule["FromPort"] is JsonValue port ? (int)port : 0);

    private static IEnumerable<JsonNode> Ingress(string type, JsonNode properties) =>
        type == "AWS::EC2::SecurityGroup" ? (properties["SecurityGroupIngress"]?.AsArray() ?? []).Select(rule => rule!) : new[] { properties };

    private static string Id(JsonNode reference) => (string)reference["Fn::GetAtt"]![0]!;

    private static string Start(string id) =>
        new[] { "NetworkSilos", "NetworkDashboards", "NetworkForwarder", "NetworkCapture", "RadarClusterIngestBalancer", "RadarClusterDashboardBalancer" }
            .Single(start => id.StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> Cidrs(Template template) =>
        template.Of("AWS::EC2::SecurityGroup").SelectMany(group => group["SecurityGroupIngress"]?.AsArray() ?? []).Select(rule => (string)rule!["CidrIp"]!);
}
