namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>One running radar for the tests of a class.</summary>
public abstract class RadarFixture(params string[] thresholds) : IAsyncLifetime
{
    internal RadarData Data { get; } = new(thresholds);

    internal RadarProcess Radar { get; set; } = null!;

    internal RadarApi Api => Radar.Api;

    internal virtual string[] Settings => RadarProcess.Quick;

    public virtual async Task InitializeAsync() => Radar = await RadarProcess.StartAsync(Data, Settings);

    public async Task DisposeAsync()
    {
        if (Radar is not null)
            await Radar.DisposeAsync();
        Data.Dispose();
    }

    /// <summary>The same data under a new process at the same address.</summary>
    internal async Task RestartAsync()
    {
        var port = Radar.Port;
        await Radar.DisposeAsync();
        Radar = await RadarProcess.StartAsync(Data, Settings, port);
    }
}
