using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>The program over one data directory, stopped or killed and started again. What it wrote is shown.</summary>
internal sealed class RadarLives : IAsyncDisposable
{
    private readonly RadarData _data;
    private readonly string[] _settings;
    private readonly ITestOutputHelper _output;
    private RadarProcess _radar;

    private RadarLives(RadarData data, string[] settings, ITestOutputHelper output, RadarProcess radar) =>
        (_data, _settings, _output, _radar) = (data, settings, output, radar);

    /// <summary>The contract of the one that runs now.</summary>
    public RadarApi Api => _radar.Api;

    public static async Task<RadarLives> StartAsync(string[] thresholds, string[] settings, ITestOutputHelper output)
    {
        var data = new RadarData(thresholds);
        try
        {
            return new RadarLives(data, settings, output, await RadarProcess.StartAsync(data, settings));
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>SIGTERM: it writes everything that it knows.</summary>
    public async Task StopAndStartAsync()
    {
        Assert.Equal(0, await _radar.StopAsync());
        await NextAsync();
    }

    /// <summary>SIGKILL; the thresholds change while it is down, if some are given.</summary>
    public async Task KillAndStartAsync(string[]? thresholds = null)
    {
        await _radar.KillAsync();
        if (thresholds is not null)
            _data.WriteThresholds(thresholds);
        await NextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _output.WriteLine(_radar.Output);
        await _radar.DisposeAsync();
        _data.Dispose();
    }

    private async Task NextAsync()
    {
        _output.WriteLine(_radar.Output);
        await _radar.DisposeAsync();
        _radar = await RadarProcess.StartAsync(_data, _settings);
    }
}
