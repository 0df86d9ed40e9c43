namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A test that sets the clock of a process. Skipped only on a developer's machine without libfaketime; CI installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClockFactAttribute : FactAttribute
{
    public ClockFactAttribute()
    {
        if (SetClock.Library is null && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
            Skip = "libfaketime is not installed.";
    }
}
