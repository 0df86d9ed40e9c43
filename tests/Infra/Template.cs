using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Infra;

/// <summary>A CloudFormation template.</summary>
internal sealed class Template(string path)
{
    private readonly JsonObject _resources = JsonNode.Parse(File.ReadAllText(path))!["Resources"]!.AsObject();

    public string Path { get; } = path;

    public string Text => File.ReadAllText(Path);

    /// <summary>Every resource with its type and logical id.</summary>
    public IEnumerable<(string Id, string Type, JsonNode Resource)> All =>
        _resources.Select(resource => (resource.Key, (string)resource.Value!["Type"]!, resource.Value!));

    public JsonNode Resource(string id) => _resources[id]!;

    /// <summary>The properties of each resource of a type.</summary>
    public IReadOnlyList<JsonNode> Of(string type) => [.. All.Where(resource => resource.Type == type).Select(resource => resource.Resource["Properties"]!)];

    /// <summary>The properties of the only resource of a type whose logical id has this in it.</summary>
    public JsonNode One(string type, string id = "") =>
        All.Single(resource => resource.Type == type && resource.Id.Contains(id, StringComparison.Ordinal)).Resource["Properties"]!;

    /// <summary>The statements of the policies of the role whose logical id has this in it.</summary>
    public IReadOnlyList<Statement> StatementsOf(string role)
    {
        var id = All.Single(resource => resource.Type == "AWS::IAM::Role" && resource.Id.Contains(role, StringComparison.Ordinal)).Id;
        return [.. Statements.Where(statement => statement.Role == id)];
    }

    /// <summary>Every statement of every role's policy.</summary>
    public IEnumerable<Statement> Statements =>
        from policy in Of("AWS::IAM::Policy")
        from role in policy["Roles"]!.AsArray()
        from statement in policy["PolicyDocument"]!["Statement"]!.AsArray()
        select new Statement((string)role!["Ref"]!, List(statement!["Action"]!), List(statement["Resource"]!), (string)statement["Effect"]!);

    private static IReadOnlyList<string> List(JsonNode node) =>
        [.. node is JsonArray many ? many.Select(one => Plain(one!)) : [Plain(node)]];

    private static string Plain(JsonNode node) => node is JsonValue value ? value.ToString() : node.ToJsonString();

    /// <summary>A statement of a role's policy.</summary>
    internal sealed record Statement(string Role, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, string Effect);
}
