using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Infra;

/// <summary>Comparisons of parts of templates.</summary>
internal static class Json
{
    /// <summary>Fails unless all that is expected is there; more may be. Lists have to be equal.</summary>
    public static void Has(JsonNode? actual, string expected) => Compare("$", JsonNode.Parse(expected), actual);

    private static void Compare(string path, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject wanted && actual is JsonObject found)
        {
            foreach (var (key, value) in wanted)
                Compare($"{path}.{key}", value, found[key]);
            return;
        }

        Assert.True(JsonNode.DeepEquals(expected, actual), $"{path} is {actual?.ToJsonString() ?? "missing"}, not {expected?.ToJsonString()}.");
    }
}
