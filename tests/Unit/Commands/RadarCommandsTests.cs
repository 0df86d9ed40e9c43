using RefillRadar.Silo.Commands;

namespace RefillRadar.Tests.Unit.Commands;

public sealed class RadarCommandsTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("\"chek\" is not a command. Did you mean check?", "chek", "x.csv")]
    [InlineData("\"CHECKS\" is not a command. Did you mean check?", "CHECKS")]
    [InlineData("\"start\" is not a command.", "start")]
    [InlineData("check does not take \"b\".", "check", "a", "b")]
    [InlineData("explain does not take \"--ulr\". Did you mean --url?", "explain", "1", "--ulr", "x")]
    [InlineData("Required argument 'key' missing for command: 'explain'.", "explain")]
    [InlineData("\"start\" is not a setting. Write settings as --Key=Value.", "serve", "start")]
    [InlineData("--verison is not a known setting. Did you mean --version?", "--verison")]
    [InlineData("--v is not a known setting.", "-v")]
    [InlineData("--url must be an http or https address (got x).", "explain", "1", "--url", "x")]
    public async Task What_nobody_can_mean_is_an_error_and_starts_nothing(string error, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.StartsWith(error, _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("--help", "serve", "check", "replay", "explain")]
    [InlineData("-h", "serve")]
    [InlineData("serve --help", "--Key=Value")]
    [InlineData("--urls http://localhost:1 --help", "--Key=Value")]
    [InlineData("explain --help", "--url")]
    public async Task Help_is_printed(string line, params string[] parts)
    {
        Assert.Equal(0, await RunAsync(line.Split(' ')));
        foreach (var part in parts)
            Assert.Contains(part, _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    private Task<int> RunAsync(string[] args) =>
        RadarCommands.RunAsync(args, new CommandConsole(_output, _error, new ProgressLine(null, TimeProvider.System)));
}
