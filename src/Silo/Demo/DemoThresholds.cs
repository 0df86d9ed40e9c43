using System.Globalization;
using System.Text;

namespace RefillRadar.Silo.Demo;

/// <summary>The demo's threshold file.</summary>
internal static class DemoThresholds
{
    /// <summary>Writes the file unless there is one: a person's edits stay.</summary>
    public static void WriteIfMissing(string path, IEnumerable<DemoProduct> products)
    {
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, Csv(products), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(temporary, path, overwrite: false);
    }

    /// <summary>The file's text.</summary>
    public static string Csv(IEnumerable<DemoProduct> products)
    {
        var csv = new StringBuilder("product_id,name,stockout_threshold,category,team,recovery_threshold,hold_seconds,lead_time_days\n");
        foreach (var product in products)
        {
            // The demo's lead times are minutes, as real as its sales: a forecast in days of cover then fits them.
            csv.Append(CultureInfo.InvariantCulture,
                $"{product.Id},{Field(product.Name)},{product.Threshold},{Field(product.Category)},{Field(product.Team)},{product.Recovery},{product.HoldSeconds},{product.LeadTime.TotalDays:0.#####}\n");
        }

        return csv.ToString();
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
