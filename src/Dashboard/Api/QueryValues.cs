using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RefillRadar.Dashboard.Json;

namespace RefillRadar.Dashboard.Api;

/// <summary>Reads query values strictly: what is there is used or refused, never ignored.</summary>
internal static class QueryValues
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;
    private const int MaxText = 512;

    /// <summary>A number of at least 1, clamped to 1,000; 100 when absent.</summary>
    public static int Limit(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return DefaultLimit;

        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1)
            return (int)Math.Min(number, MaxLimit);

        throw new BadRequestValueException("limit", $"limit must be a whole number from 1 to {MaxLimit:N0} (got {Shown(text)}).");
    }

    /// <summary>An ISO-8601 time; null when absent.</summary>
    public static DateTimeOffset? Time(string parameter, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        return IsoTime.TryParse(text, out var time)
            ? time
            : throw new BadRequestValueException(parameter, $"{parameter} must be an ISO-8601 time such as 2026-01-31T08:00:00Z (got {Shown(text)}).");
    }

    /// <summary>One name of an enumeration, any case; null when absent.</summary>
    public static T? Name<T>(string parameter, string? text) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var wanted = text.Trim();
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), wanted, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw new BadRequestValueException(parameter, $"{parameter} must be one of {Choices(Enum.GetNames<T>())} (got {Shown(text)}).");
    }

    /// <summary>Names of an enumeration, repeated or separated by commas, each once.</summary>
    public static ImmutableArray<T> Names<T>(string parameter, IEnumerable<string?>? texts) where T : struct, Enum
    {
        var values = from text in texts ?? []
                     where text is not null
                     from part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                     select Name<T>(parameter, part)!.Value;
        return [.. values.Distinct()];
    }

    /// <summary>One of some words, any case; null when absent.</summary>
    public static string? Word(string parameter, string? text, IReadOnlyCollection<string> words)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var wanted = text.Trim();
        return words.FirstOrDefault(word => string.Equals(word, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new BadRequestValueException(parameter, $"{parameter} must be one of {Choices(words)} (got {Shown(text)}).");
    }

    /// <summary>Free text; null when absent.</summary>
    public static string? Text(string parameter, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        return text.Length <= MaxText
            ? text
            : throw new BadRequestValueException(parameter, $"{parameter} must have at most {MaxText} characters (got {text.Length}).");
    }

    private static string Choices(IEnumerable<string> names) =>
        string.Join(", ", names.Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
