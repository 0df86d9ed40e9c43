using System.Text.Json;
using System.Text.RegularExpressions;

namespace RefillRadar.Tests.Infra;

/// <summary>Checks by published rules, of every template.</summary>
[Collection(TemplatesCollection.Name)]
public sealed class TemplateChecksTests(Templates templates)
{
    private IEnumerable<string> Files => templates.Environments.Append(templates.Account).Select(template => template.Path);

    [Fact]
    public async Task Templates_fit_the_published_specification_of_CloudFormation() =>
        Assert.Empty(await Checks.RunAsync("schema.mjs", Files));

    [Fact]
    public async Task The_specification_check_finds_what_is_wrong()
    {
        var broken = Path.Combine(Path.GetDirectoryName(templates.Dev.Path)!, "broken.json");
        await File.WriteAllTextAsync(broken, """
            { "Resources": {
              "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "QueueNam": "x", "MessageRetentionPeriod": "long", "KmsMasterKeyId": { "Fn::GetAtt": ["Missing", "Arn"] } } },
              "Mapping": { "Type": "AWS::Lambda::EventSourceMapping", "DependsOn": "Nobody" }, "Odd": { "Type": "AWS::Odd::Thing" } } }
            """);
        Assert.Equal(
            [
                "broken.json Mapping: depends on Nobody, which is not there", "broken.json Mapping: lacks FunctionName", "broken.json Odd: AWS::Odd::Thing is no resource type",
                "broken.json Queue.MessageRetentionPeriod: has to be a whole number", "broken.json Queue: has no property QueueNam", "broken.json Queue: refers to Missing, which is not there",
            ],
            (await Checks.RunAsync("schema.mjs", [broken])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_finding_of_cdk_nag_is_accepted_for_a_reason_and_no_reason_is_left_over()
    {
        var accepted = JsonSerializer.Deserialize<List<Accepted>>(SourceTree.Read("tests", "Infra", "checks", "accepted.json"), JsonSerializerOptions.Web)!;
        Assert.All(accepted, one => Assert.InRange(one.Reason.Length, 20, 400));
        var findings = (await Checks.RunAsync("nag.mjs", Files)).Select(line => JsonSerializer.Deserialize<Finding>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.Empty(findings.Where(finding => !accepted.Exists(one => one.Covers(finding))).Select(finding => $"{finding.Rule} {finding.Resource}: {finding.Description}").Distinct());
        Assert.All(accepted, one => Assert.Contains(findings, one.Covers));
    }

    [Fact]
    public void The_same_settings_make_the_same_templates()
    {
        var again = templates.Make("dev-again", ("env", "dev"));
        var once = templates.Make("dev-once", ("env", "dev"));
        Assert.Equal(once.Text, again.Text);
        Assert.Equal(Manifest(once), Manifest(again));
    }

    private static string Manifest(Template template) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(template.Path)!, "manifest.json"));

    private sealed record Finding(string Rule, string Resource, string Description);

    private sealed record Accepted(string Rule, string Resource, string Reason)
    {
        public bool Covers(Finding finding) => Whole(Rule).IsMatch(finding.Rule) && Whole(Resource).IsMatch(finding.Resource);

        private static Regex Whole(string pattern) => new($"^(?:{pattern})$", RegexOptions.CultureInvariant);
    }
}
