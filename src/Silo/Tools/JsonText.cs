using System.Text.Json;

namespace RefillRadar.Silo.Tools;

/// <summary>Members of the API's answers as text.</summary>
internal static class JsonText
{
    /// <summary>A member as it is written; null when it is missing or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member.ToString() : null;

    /// <summary>A member that comes from elsewhere, a name or a note, on one line: nothing in it may steer the terminal.</summary>
    public static string? Plain(this JsonElement element, string name) =>
        element.Text(name) is { } text ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : null;

    /// <summary>An ISO-8601 time without fractions of a second.</summary>
    public static string? Time(this JsonElement element, string name) =>
        element.Text(name) is { } time ? time.IndexOf('.', StringComparison.Ordinal) is var end and > 0 ? time[..end] + "Z" : time : null;
}
