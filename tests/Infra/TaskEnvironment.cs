using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Infra;

/// <summary>The environment of a service's tasks as ECS would set it, with made-up values where CloudFormation would put real ones.</summary>
internal static class TaskEnvironment
{
    public const string Region = "eu-central-1";

    public static Dictionary<string, string> Of(Template template, string service)
    {
        var container = template.One("AWS::ECS::TaskDefinition", service)["ContainerDefinitions"]![0]!;
        var environment = container["Environment"]!.AsArray().ToDictionary(variable => (string)variable!["Name"]!, variable => Value(template, variable!["Value"]!));
        foreach (var secret in container["Secrets"]?.AsArray() ?? [])
            environment[(string)secret!["Name"]!] = "a-secret-of-the-secrets-manager";
        return environment;
    }

    private static string Value(Template template, JsonNode node)
    {
        if (node is JsonValue value)
            return value.ToString();
        var (function, argument) = node.AsObject().Single();
        return function switch
        {
            "Fn::Join" => string.Join((string)argument![0]!, argument[1]!.AsArray().Select(part => Value(template, part!))),
            "Ref" when (string)argument! == "AWS::Region" => Region,
            "Ref" => template.Resource((string)argument!)["Type"]!.ToString() switch
            {
                "AWS::SNS::Topic" => $"arn:aws:sns:{Region}:123456789012:refillradar",
                "AWS::S3::Bucket" => "thresholds-of-the-test",
                "AWS::Kinesis::Stream" => "stream-of-the-test",
                "AWS::Cognito::UserPool" => $"{Region}_AbCdEf123",
                "AWS::Cognito::UserPoolClient" => "client-of-the-test",
                var type => throw new InvalidOperationException($"No value for a {type}."),
            },
            _ => throw new InvalidOperationException($"No value for {function}."),
        };
    }
}
