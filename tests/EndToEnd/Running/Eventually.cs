using System.Diagnostics;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>Waits on conditions, never on time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the answer is not null, and returns it; fails with what was waited for.</summary>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> ask, string what, TimeSpan? patience = null)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (await ask() is { } found)
                return found;
            if (Stopwatch.GetElapsedTime(started) > (patience ?? Patience))
                throw new Xunit.Sdk.XunitException($"Waited {(patience ?? Patience).TotalSeconds:0} s in vain for: {what}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks until the answer is yes.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, string what, TimeSpan? patience = null) =>
        FindAsync(async () => await ask() ? "yes" : null, what, patience);

    /// <summary>Asks until the answer is yes.</summary>
    public static Task TrueAsync(Func<bool> ask, string what, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(ask()), what, patience);

    /// <summary>Looks again and again until the assertions pass; fails with the last failure.</summary>
    public static async Task PassesAsync(Func<Task> assertions, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (Stopwatch.GetElapsedTime(started) < (patience ?? Patience))
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }

    /// <summary>Fails as soon as the assertions do; passes when they held all the while.</summary>
    public static async Task HoldsAsync(TimeSpan span, Func<Task> assertions)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            await assertions();
            await timer.WaitForNextTickAsync();
        }
        while (Stopwatch.GetElapsedTime(started) < span);
    }
}
