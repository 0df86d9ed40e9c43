using System.Globalization;

namespace RefillRadar.Silo.Configuration;

/// <summary>Reads values of section <c>RefillRadar</c> and collects every error, each naming the key to fix.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private const string Section = SettingKeys.Section;
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Keys that were asked for.</summary>
    public IReadOnlyCollection<string> Keys => _read;

    /// <summary>Whether a key is one of a set, or an item of a list or map of the set.</summary>
    public static bool Covers(IReadOnlySet<string> keys, string key) => keys.Contains(key)
        || (key.LastIndexOf(':') is var end and > 0 && keys.Contains(key[..end]));

    public void Fail(string key, string reason) => _errors.Add($"{Section}:{key}: {reason}");

    public string? Text(string key)
    {
        _read.Add(key);
        var value = configuration[$"{Section}:{key}"]?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public string Text(string key, string otherwise) => Text(key) ?? otherwise;

    /// <summary>Like <see cref="Text(string, string)"/>, but a key that is set to nothing means none.</summary>
    public string? TextOrNone(string key, string otherwise) =>
        configuration[$"{Section}:{key}"] is null ? Text(key, otherwise) : Text(key);

    public string Required(string key, string why)
    {
        if (Text(key) is { } value)
            return value;
        Fail(key, $"is missing: {why}");
        return "";
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        Fail(key, $"has to be true or false, not \"{text}\".");
        return otherwise;
    }

    public int Whole(string key, int otherwise, int least, int most) => (int)Number(key, otherwise, least, most, whole: true);

    public double Number(string key, double otherwise, double least, double most, bool whole = false)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            Fail(key, $"has to be a number, not \"{text}\".");
        else if (value < least || value > most)
            Fail(key, $"has to be from {least} to {most}, not {text}.");
        else if (whole && value != Math.Truncate(value))
            Fail(key, $"has to be a whole number, not {text}.");
        else
            return value;
        return otherwise;
    }

    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]))
            return value;
        Fail(key, $"has to be one of {string.Join(", ", Enum.GetNames<T>())}, not \"{text}\".");
        return otherwise;
    }

    /// <summary>A list: <c>Key:0, Key:1</c>, or one value separated by commas.</summary>
    public IReadOnlyList<string> List(string key)
    {
        _read.Add(key);
        var section = configuration.GetSection($"{Section}:{key}");
        var values = section.GetChildren().Select(child => child.Value ?? "").ToList();
        if (values.Count == 0 && section.Value is { } value)
            values.AddRange(value.Split(','));
        return [.. values.Select(item => item.Trim()).Where(item => item.Length > 0)];
    }

    /// <summary>The values under a key by their names.</summary>
    public IReadOnlyDictionary<string, string> Map(string key)
    {
        _read.Add(key);
        return configuration.GetSection($"{Section}:{key}").GetChildren()
            .Where(child => child.Value is not null)
            .ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Keys that are set and that nothing reads: most likely misspelt.</summary>
    public IEnumerable<string> Unread() => configuration.GetSection(Section).AsEnumerable(makePathsRelative: true)
        .Where(pair => pair.Value is not null && !Covers(_read, pair.Key))
        .Select(pair => $"{Section}:{pair.Key}");
}
