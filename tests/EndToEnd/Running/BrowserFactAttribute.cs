namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A test that needs a browser. Skipped only on a developer's machine without one; CI installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!HasBrowser)
            Skip = $"There is no browser at {Chromium}; install chromium or set CHROMIUM_PATH.";
    }

    public static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public static bool HasBrowser => File.Exists(Chromium) || Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
}
