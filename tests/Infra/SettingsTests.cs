using RefillRadar.Infra;

namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class SettingsTests(Templates templates)
{
    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var exception = Assert.Throws<SettingsException>(() => templates.Make(
            "wrong", ("env", "staging"), ("domainName", "radar.example.com"), ("hostedZoneId", "Z1"), ("oidcClientId", "x"), ("subscriptions", "someone"), ("staleAfterMinutes", "soon"), ("databaseCaFile", "/nowhere.pem")));
        foreach (var word in new[] { "env has", "certificateArn", "hostedZoneName is missing", "oidcAuthority is missing", "subscriptions", "staleAfterMinutes", "/nowhere.pem" })
            Assert.Contains(word, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_under_the_environments_name_count_unless_the_command_line_has_others()
    {
        var own = new Dictionary<string, object> { ["databaseSchema"] = "shop", ["databaseTable"] = "stock", ["staleAfterMinutes"] = 30 };
        var environment = TaskEnvironment.Of(templates.Make("own", ("env", "prod"), ("prod", own), ("databaseTable", "levels")), "Silos");
        Assert.Equal(("shop", "levels", "1800"), (environment["RefillRadar__Source__Schema"], environment["RefillRadar__Source__Table"], environment["RefillRadar__Ingest__StaleAfterSeconds"]));
    }

    [Fact]
    public void A_template_to_look_at_needs_no_settings_and_says_that_it_cannot_be_deployed()
    {
        var template = templates.Make("nothing");
        var said = File.ReadAllText(Path.Combine(Path.GetDirectoryName(template.Path)!, "manifest.json"));
        foreach (var key in new[] { "domainName", "imageTag", "databaseCaFile" })
            Assert.Contains($"{key} is not set", said, StringComparison.Ordinal);
        Assert.DoesNotContain("is not set", File.ReadAllText(Path.Combine(Path.GetDirectoryName(templates.Dev.Path)!, "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_runs_on_what_the_library_brings_of_its_own()
    {
        // Functions inside this version of the library are of runtimes that AWS no longer takes.
        foreach (var template in templates.Environments.Append(templates.Account))
        {
            Assert.All(template.Of("AWS::Lambda::Function"), function => Assert.Contains((string)function["Runtime"]!, new[] { "dotnet10", "nodejs24.x" }));
            Assert.All(template.All.Where(resource => resource.Type.StartsWith("Custom::", StringComparison.Ordinal)), resource => Assert.Equal("Custom::ThresholdSample", resource.Type));
        }
    }

    [Fact]
    public void Another_generation_of_the_ingest_key_is_another_secret_on_both_sides()
    {
        var template = templates.Make("second-key", ("env", "dev"), ("ingestKeyGeneration", "2"));
        Assert.Contains("IngestKeyGeneration2", template.One("AWS::Lambda::Function", "Forwarder")["Environment"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("IngestKeyGeneration2", template.One("AWS::ECS::TaskDefinition", "Silos").ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("IngestKeyGeneration1", template.Text, StringComparison.Ordinal);
    }
}
