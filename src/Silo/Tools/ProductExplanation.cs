using System.Text.Json;

namespace RefillRadar.Silo.Tools;

/// <summary>Says in plain text why a product is in its state, from the answers of <c>/api/products</c> and <c>/api/alerts</c>.</summary>
internal static class ProductExplanation
{
    /// <param name="product">The product.</param>
    /// <param name="episode">Its open or last episode with history; null when there was none.</param>
    public static IEnumerable<string> Lines(JsonElement product, JsonElement? episode)
    {
        var rule = product.TryGetProperty("rule", out var won) && won.ValueKind == JsonValueKind.Object ? won : (JsonElement?)null;
        yield return string.Join("  ", new[] { product.Plain("key"), product.Plain("productName") }.OfType<string>());
        yield return Line("State", State(product));
        yield return Line("Quantity", Quantity(product));
        yield return Line("Rule", rule is { } found ? Rule(found) : "none: no enabled row of the threshold file matches, so the product cannot alert");
        if (rule is { } levels)
            yield return Line("Threshold", $"low at or below {levels.Text("threshold")}, resolves above {levels.Text("recoveryThreshold")}{Hold(levels)}");
        if (episode is not { } told)
        {
            yield return Line("Episode", "none");
            yield break;
        }

        yield return Line("Episode", Episode(told));
        yield return "History";
        foreach (var entry in told.GetProperty("history").EnumerateArray())
            yield return Entry(entry);
    }

    private static string Line(string name, string text) => $"  {name,-10} {text}";

    private static string State(JsonElement product) =>
        product.Text("status") + (product.Text("severity") is { } severity ? $", {severity}" : "")
        + (product.Text("stale") == bool.TrueString ? ", stale: no change since the last unclean stop, or since its table was truncated" : "");

    private static string Quantity(JsonElement product) =>
        product.Text("quantity") is not { } quantity
            ? "not known"
            : quantity + (product.Time("updatedAt") is { } at ? $", changed {at}" : ", no changes yet");

    private static string Rule(JsonElement rule) =>
        $"line {rule.Text("line")} of the threshold file, matched by {rule.Plain("matchedBy")}; team {rule.Plain("team")}";

    private static string Hold(JsonElement rule) =>
        (rule.Text("holdSeconds") is { } hold and not "0" ? $", after {hold} s" : "")
        + (rule.Text("repeatMinutes") is { } repeat and not "0" ? $", repeats every {repeat} min" : "");

    private static string Episode(JsonElement alert) =>
        string.Join(", ", new[]
        {
            alert.Plain("id"),
            $"opened {alert.Time("openedAt")}",
            alert.Time("firedAt") is { } fired ? $"fired {fired}" : null,
            alert.Time("resolvedAt") is { } resolved ? $"resolved {resolved} ({alert.Text("resolvedReason")})" : null,
            $"notifications sent: {alert.Text("notifications")}",
        }.OfType<string>());

    private static string Entry(JsonElement entry)
    {
        var (by, note) = (entry.Plain("by"), entry.Plain("note"));
        var why = string.Join("; ", new[] { entry.Plain("reason"), by is null ? null : $"by {by}", note }.OfType<string>());
        return $"  {entry.Time("at")}  {entry.Text("event"),-12}  {entry.Text("quantity"),8}  {why}".TrimEnd();
    }
}
