using System.Text.Json;

namespace RefillRadar.Bench.Pages.Circuit;

/// <summary>What a browser of 1280 × 900 pixels would answer to the scripts that the pages call.</summary>
internal static class ScriptAnswers
{
    /// <summary>
    /// The arguments of <c>OnSpacerAfterVisible</c> when a table is drawn for the first time: far more lies after the rows than the window
    /// shows, no rows are there yet, the window is 900 pixels high and counts 50 more at both ends.
    /// </summary>
    public const string Window = "[1000000,0,1000]";

    /// <summary>The value of a function as JSON; most give none.</summary>
    public static string To(string function) => function switch
    {
        _ when function.EndsWith("DarkMode", StringComparison.OrdinalIgnoreCase) => "false",
        _ when function.EndsWith("BrowserWindowSize", StringComparison.Ordinal) => """{"width":1280,"height":900}""",
        _ => "null",
    };

    /// <summary>The .NET object that is the first of a function's arguments.</summary>
    public static long ObjectOf(string? arguments)
    {
        using var array = JsonDocument.Parse(arguments!);
        return array.RootElement[0].GetProperty("__dotNetObject").GetInt64();
    }
}
