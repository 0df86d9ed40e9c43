using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Tests.Unit.Configuration;

public sealed partial class SettingKeysTests
{
    [Fact]
    public void Every_documented_key_is_known_and_every_known_key_is_documented()
    {
        var documented = Documented().ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.True(documented.Count > 50);
        Assert.DoesNotContain(documented, key => !SettingKeys.IsKnown($"{SettingKeys.Section}:{key}"));
        Assert.Empty(SettingKeys.Known.Except(documented, StringComparer.OrdinalIgnoreCase).Except(["Smtp:Recipients"]));
    }

    // Cells like `Source:Schema`, `Source:Table` and `Columns:ProductId`, `:Quantity`.
    private static IEnumerable<string> Documented()
    {
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "configuration.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var section = "";
            foreach (Match name in Name().Matches(line.Split('|')[1]))
            {
                var key = name.Groups[1].Value;
                if (key.StartsWith(':'))
                    key = section + key;
                section = key.Split(':')[0];
                if (char.IsAsciiLetterUpper(key[0]))
                    yield return key.Replace("<team>", "grocery", StringComparison.Ordinal);
            }
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
