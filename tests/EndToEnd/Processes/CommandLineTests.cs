using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Processes;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--version", "0.1.0")]
    [InlineData("--help", "explain")]
    public async Task What_is_asked_of_the_program_itself_is_answered(string argument, string answer)
    {
        var (exit, output, errors) = await RadarProcess.ExecuteAsync(argument);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains(answer, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "chek", "thresholds.csv")]
    [InlineData("--urls", "--urs", "http://127.0.0.1:1")]
    [InlineData("--RefillRadar:Demo:Enabled", "serve", "--RefillRadar:Demo:Enabeld=false")]
    public async Task What_is_misspelled_starts_nothing(string meant, params string[] arguments)
    {
        using var data = new RadarData();
        var folder = data.File("new");
        var (exit, output, errors) = await RadarProcess.ExecuteAsync([.. arguments, $"--RefillRadar:DataDirectory={folder}"]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains($"Did you mean {meant}?", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Explain_says_why_a_product_is_in_its_state()
    {
        using var data = new RadarData("product_id,name,stockout_threshold", "1,Milk,20");
        await using var radar = await RadarProcess.StartAsync(data, RadarProcess.Quick);
        using var shop = data.OpenShop();
        shop.Stock([1], 5);
        await radar.Api.AlertAsync(1, "firing");
        var (exit, output, errors) = await RadarProcess.ExecuteAsync("explain", "1", "--url", radar.Address.OriginalString);
        Assert.Equal((0, ""), (exit, errors));
        foreach (var part in new[] { "Milk", "firing", "line 2", "20", "opened" })
            Assert.Contains(part, output, StringComparison.Ordinal);

        var unknown = await RadarProcess.ExecuteAsync("explain", "2", "--url", radar.Address.OriginalString);
        Assert.Equal((1, ""), (unknown.ExitCode, unknown.Output));
        await radar.KillAsync();
        var unreachable = await RadarProcess.ExecuteAsync("explain", "1", "--url", radar.Address.OriginalString);
        Assert.Equal((2, ""), (unreachable.ExitCode, unreachable.Output));
        Assert.Contains(radar.Address.OriginalString, unreachable.Errors, StringComparison.Ordinal);
    }
}
