using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A test against a running radar; what the radar wrote meanwhile is shown when the test fails.</summary>
public abstract class RadarTest(RadarFixture fixture, ITestOutputHelper output) : IDisposable
{
    private readonly int _before = fixture.Radar.Output.Length;
    private readonly RadarProcess _radar = fixture.Radar;

    internal RadarData Data => fixture.Data;

    internal RadarProcess Radar => fixture.Radar;

    internal RadarApi Api => fixture.Api;

    protected ITestOutputHelper Output => output;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        var written = fixture.Radar.Output;
        output.WriteLine(ReferenceEquals(_radar, fixture.Radar) ? written[_before..] : written);
    }
}
