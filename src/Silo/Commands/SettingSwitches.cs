using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Commands;

/// <summary>Settings on the command line, in the forms that .NET reads: <c>--Key=Value</c>, <c>--Key Value</c>, <c>/Key Value</c>, <c>Key=Value</c>.</summary>
internal static class SettingSwitches
{
    private static readonly string[] Options = ["help", "version"];

    /// <summary>The settings, each as <c>--Key=Value</c>, and what is wrong with the others, a sentence each.</summary>
    public static (string[] Switches, string[] Errors) Parse(IReadOnlyList<string> tokens)
    {
        var (switches, errors) = (new List<string>(), new List<string>());
        for (var i = 0; i < tokens.Count; i++)
        {
            var (key, value) = Split(tokens[i]);
            if (key is null)
            {
                errors.Add($"\"{tokens[i]}\" is not a setting. Write settings as --Key=Value.");
                continue;
            }

            if (value is null && i + 1 < tokens.Count && !tokens[i + 1].StartsWith("--", StringComparison.Ordinal))
                value = tokens[++i];
            if (!SettingKeys.IsKnown(key))
                errors.Add($"--{key} is not a known setting.{Suggestion(key)}");
            else if (value is null)
                errors.Add($"--{key} needs a value. Write --{key}=Value.");
            else
                switches.Add($"--{key}={value}");
        }

        return ([.. switches], [.. errors]);
    }

    private static string Suggestion(string key) =>
        (NearestName.Find(key, Options) ?? SettingKeys.Nearest(key)) is { } meant ? $" Did you mean --{meant}?" : "";

    private static (string? Key, string? Value) Split(string token)
    {
        var isSwitch = token.StartsWith('-') || token.StartsWith('/');
        var text = isSwitch ? token.TrimStart('-', '/') : token;
        var end = text.IndexOf('=', StringComparison.Ordinal);
        if (text.Length == 0 || end == 0 || (end < 0 && !isSwitch))
            return (null, null);
        return end < 0 ? (text, null) : (text[..end], text[(end + 1)..]);
    }
}
