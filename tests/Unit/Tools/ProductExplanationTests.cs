using System.Text.Json;
using RefillRadar.Silo.Tools;

namespace RefillRadar.Tests.Unit.Tools;

public sealed class ProductExplanationTests
{
    private const string Product = """
        {"key":"1043@north","productId":"1043","warehouse":"north","productName":"Bin\u001b[31m Bags","quantity":1,"status":"firing","severity":"low",
        "stale":false,"updatedAt":"2026-11-27T21:40:56.799Z","alertId":"yHp1","rule":{"name":"Bin Bags","team":"household","threshold":3,
        "recoveryThreshold":5,"holdSeconds":60,"repeatMinutes":240,"line":44,"matchedBy":"product"}}
        """;

    private const string Alert = """
        {"id":"yHp1","openedAt":"2026-11-27T21:40:56.3705575Z","firedAt":"2026-11-27T21:41:56Z","resolvedAt":null,"resolvedReason":null,"notifications":2,
        "history":[{"at":"2026-11-27T21:40:56.3705575Z","event":"opened","quantity":3,"reason":"3 is at or below 3: line 44, matched by product","by":null,"note":null},
        {"at":"2026-11-27T21:45:00Z","event":"acknowledged","quantity":1,"reason":null,"by":"anna","note":"ordered"}]}
        """;

    [Fact]
    public void A_low_product_says_which_row_made_it_low_and_what_happened_since() => Assert.Equal(
        [
            "1043@north  Bin [31m Bags",
            "  State      firing, low",
            "  Quantity   1, changed 2026-11-27T21:40:56Z",
            "  Rule       line 44 of the threshold file, matched by product; team household",
            "  Threshold  low at or below 3, resolves above 5, after 60 s, repeats every 240 min",
            "  Episode    yHp1, opened 2026-11-27T21:40:56Z, fired 2026-11-27T21:41:56Z, notifications sent: 2",
            "History",
            "  2026-11-27T21:40:56Z  opened               3  3 is at or below 3: line 44, matched by product",
            "  2026-11-27T21:45:00Z  acknowledged         1  by anna; ordered",
        ],
        ProductExplanation.Lines(Json(Product), Json(Alert)));

    [Fact]
    public void A_product_without_a_row_says_that_it_cannot_alert() => Assert.Equal(
        [
            "7",
            "  State      untracked",
            "  Quantity   not known",
            "  Rule       none: no enabled row of the threshold file matches, so the product cannot alert",
            "  Episode    none",
        ],
        ProductExplanation.Lines(Json("""{"key":"7","productId":"7","productName":null,"quantity":null,"status":"untracked","rule":null}"""), null));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
