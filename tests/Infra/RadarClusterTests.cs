using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class RadarClusterTests(Templates templates)
{
    [Theory]
    [InlineData("Silos", "Silo")]
    [InlineData("Dashboards", "Dashboard")]
    public void One_image_serves_both_roles_by_configuration(string service, string role)
    {
        foreach (var template in templates.Environments)
        {
            var container = Container(template, service);
            Assert.Equal(role, TaskEnvironment.Of(template, service)["RefillRadar__Roles"]);
            Assert.Contains("/refillradar:abc123", container["Image"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(8080, (int)container["PortMappings"]![0]!["ContainerPort"]!);
        }
    }

    [Fact]
    public void Tasks_have_time_to_drain_and_to_write_before_they_are_killed()
    {
        const int Writing = 25;
        foreach (var service in new[] { "Silos", "Dashboards" })
        {
            var drain = int.Parse(TaskEnvironment.Of(templates.Prod, service)["RefillRadar__Aws__DrainSeconds"], System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange((int)Container(templates.Prod, service)["StopTimeout"]!, drain + Writing + 10, 120);
        }

        foreach (var group in templates.Prod.Of("AWS::ElasticLoadBalancingV2::TargetGroup"))
        {
            Json.Has(group, """{ "HealthCheckPath": "/health/ready", "Port": 8080, "Protocol": "HTTP", "TargetType": "ip" }""");
            Assert.InRange((int)group["HealthCheckIntervalSeconds"]! * (int)group["UnhealthyThresholdCount"]!, 1, 15);
        }
    }

    [Fact]
    public void A_deployment_starts_new_tasks_first_and_goes_back_when_they_are_not_healthy()
    {
        foreach (var service in templates.Environments.SelectMany(template => template.Of("AWS::ECS::Service")))
        {
            Json.Has(service["DeploymentConfiguration"], """
                { "MinimumHealthyPercent": 100, "MaximumPercent": 200, "DeploymentCircuitBreaker": { "Enable": true, "Rollback": true } }
                """);
            Json.Has(service["NetworkConfiguration"]!["AwsvpcConfiguration"], """{ "AssignPublicIp": "DISABLED" }""");
        }
    }

    [Fact]
    public void Silos_start_after_the_thresholds_are_there()
    {
        var service = templates.Prod.All.Single(resource => resource.Type == "AWS::ECS::Service" && resource.Id.Contains("Silos", StringComparison.Ordinal)).Resource;
        var sample = templates.Prod.All.Single(resource => resource.Type == "Custom::ThresholdSample").Id;
        Assert.Contains(sample, service["DependsOn"]!.AsArray().Select(id => (string)id!));
    }

    [Fact]
    public void Dashboards_start_after_the_silos()
    {
        var (silos, _, _) = templates.Prod.All.Single(resource => resource.Type == "AWS::ECS::Service" && resource.Id.Contains("Silos", StringComparison.Ordinal));
        var dashboards = templates.Prod.All.Single(resource => resource.Type == "AWS::ECS::Service" && resource.Id.Contains("Dashboards", StringComparison.Ordinal)).Resource;
        Assert.Contains(silos, dashboards["DependsOn"]!.AsArray().Select(id => (string)id!));
    }

    [Fact]
    public void Secrets_come_from_the_secrets_manager()
    {
        Assert.Contains("IngestKey", Secret(templates.Prod, "Silos", "RefillRadar__Ingest__Key"), StringComparison.Ordinal);
        Assert.Contains("secret:oidc-AbCdEf", Secret(templates.ProdExisting, "Dashboards", "RefillRadar__Authentication__ClientSecret"), StringComparison.Ordinal);
        Assert.Null(Container(templates.Prod, "Dashboards")["Secrets"]);
    }

    [Fact]
    public void Pages_stay_with_their_dashboard_and_deliveries_go_to_any_silo()
    {
        Assert.Contains("stickiness.enabled\",\"Value\":\"true", Targets("Dashboard"), StringComparison.Ordinal);
        Assert.DoesNotContain("stickiness.enabled\",\"Value\":\"true", Targets("Ingest"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_dashboard_is_public_and_only_by_TLS()
    {
        foreach (var template in templates.Environments)
        {
            var balancers = template.Of("AWS::ElasticLoadBalancingV2::LoadBalancer");
            Assert.Equal(["internal", "internet-facing"], balancers.Select(balancer => (string)balancer["Scheme"]!).Order());
            foreach (var listener in template.Of("AWS::ElasticLoadBalancingV2::Listener"))
            {
                if ((int)listener["Port"]! == 443)
                    Json.Has(listener, """{ "Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06" }""");
                else
                    Json.Has(listener["DefaultActions"]![0], """{ "Type": "redirect", "RedirectConfig": { "Protocol": "HTTPS" } }""");
            }
        }
    }

    [Fact]
    public void Silos_grow_by_processor_and_by_lag()
    {
        var policies = templates.Prod.Of("AWS::ApplicationAutoScaling::ScalingPolicy");
        Assert.Equal(2, policies.Count(policy => policy.ToJsonString().Contains("ECSServiceAverageCPUUtilization", StringComparison.Ordinal)));
        var steps = policies.Single(policy => (string)policy["PolicyType"]! == "StepScaling");
        Assert.Contains("RadarClusterSilos", steps["ScalingTargetId"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(templates.Prod.Of("AWS::CloudWatch::Alarm"), alarm =>
            (string?)alarm["MetricName"] == "IteratorAge" && (double)alarm["Threshold"]! == 30_000 && alarm["AlarmActions"]!.ToJsonString().Contains("Lag", StringComparison.Ordinal));
        Json.Has(templates.Prod.One("AWS::ApplicationAutoScaling::ScalableTarget", "Silos"), """{ "MinCapacity": 2, "MaxCapacity": 6 }""");
    }

    private static JsonNode Container(Template template, string service) => template.One("AWS::ECS::TaskDefinition", service)["ContainerDefinitions"]![0]!;

    private static string Secret(Template template, string service, string name) =>
        Container(template, service)["Secrets"]!.AsArray().Single(secret => (string)secret!["Name"]! == name)!["ValueFrom"]!.ToJsonString();

    private string Targets(string balancer) => templates.Prod.One("AWS::ElasticLoadBalancingV2::TargetGroup", $"Cluster{balancer}")["TargetGroupAttributes"]!.ToJsonString().Replace("Key\":\"", "", StringComparison.Ordinal);
}
