using System.Globalization;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Processes;

public sealed class OneProcessTests
{
    [Fact]
    public async Task A_second_process_on_the_same_data_names_the_first_and_one_after_sigkill_starts_at_once()
    {
        using var data = new RadarData("product_id,name,stockout_threshold", "1,Milk,20");
        await using var first = await RadarProcess.StartAsync(data, RadarProcess.Quick);
        var (exit, output, errors) = await RadarProcess.ExecuteAsync(
            [$"--RefillRadar:DataDirectory={data.Path}", "--urls", $"http://127.0.0.1:{RadarProcess.FreePort()}", .. RadarProcess.Quick]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.DoesNotContain('\n', errors);
        foreach (var part in new[] { data.Path, first.Id.ToString(CultureInfo.InvariantCulture), $"http://127.0.0.1:{first.Port}" })
            Assert.Contains(part, errors, StringComparison.Ordinal);
        await first.ReadyAsync();

        var check = await RadarProcess.ExecuteAsync("check", data.Thresholds);
        Assert.Equal(0, check.ExitCode);

        await first.KillAsync();
        await using var next = await RadarProcess.StartAsync(data, RadarProcess.Quick);
        Assert.Equal(0, await next.StopAsync());
        await using var last = await RadarProcess.StartAsync(data, RadarProcess.Quick);
    }
}
