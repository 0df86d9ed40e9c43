using RefillRadar.Silo.Commands;

namespace RefillRadar.Tests.Unit.Commands;

public sealed class SettingSwitchesTests
{
    [Theory]
    [InlineData("--urls http://127.0.0.1:9000 --RefillRadar:Demo:Enabled=false", "--urls=http://127.0.0.1:9000 --RefillRadar:Demo:Enabled=false")]
    [InlineData("/urls http://localhost:1", "--urls=http://localhost:1")]
    [InlineData("RefillRadar:Demo:Seed=-1", "--RefillRadar:Demo:Seed=-1")]
    [InlineData("--RefillRadar:Demo:Seed -1", "--RefillRadar:Demo:Seed=-1")]
    [InlineData("--RefillRadar:Smtp:Recipients:grocery=a@x.example --REFILLRADAR:Roles:0=Silo", "--RefillRadar:Smtp:Recipients:grocery=a@x.example --REFILLRADAR:Roles:0=Silo")]
    [InlineData("--RefillRadar:Aws:Region=x --RefillRadar:Smtp:From=y", "--RefillRadar:Aws:Region=x --RefillRadar:Smtp:From=y")]
    [InlineData("--Logging:LogLevel:Default Debug --Kestrel:Endpoints:A:Url=http://localhost:2", "--Logging:LogLevel:Default=Debug --Kestrel:Endpoints:A:Url=http://localhost:2")]
    [InlineData("--RefillRadar:Columns:UpdatedAt=", "--RefillRadar:Columns:UpdatedAt=")]
    [InlineData("", "")]
    public void Settings_are_read_as_dotnet_reads_them(string tokens, string switches)
    {
        var (read, errors) = SettingSwitches.Parse(Split(tokens));
        Assert.Empty(errors);
        Assert.Equal(Split(switches), read);
    }

    [Theory]
    [InlineData("--verison", "--verison is not a known setting. Did you mean --version?")]
    [InlineData("--url http://localhost:1", "--url is not a known setting. Did you mean --urls?")]
    [InlineData("--RefillRadar:Demo:Enabeld=false", "--RefillRadar:Demo:Enabeld is not a known setting. Did you mean --RefillRadar:Demo:Enabled?")]
    [InlineData("--RefilRadar:Demo:Enabled=false", "--RefilRadar:Demo:Enabled is not a known setting. Did you mean --RefillRadar:Demo:Enabled?")]
    [InlineData("--Demo:Enabled=false", "--Demo:Enabled is not a known setting. Did you mean --RefillRadar:Demo:Enabled?")]
    [InlineData("--Other:Key=1", "--Other:Key is not a known setting.")]
    [InlineData("--RefillRadar:Notifications:GroupIntervalSecond 1", "--RefillRadar:Notifications:GroupIntervalSecond is not a known setting. Did you mean --RefillRadar:Notifications:GroupIntervalSeconds?")]
    [InlineData("--urls", "--urls needs a value. Write --urls=Value.")]
    [InlineData("--RefillRadar:Demo:Enabled --urls=http://localhost:1", "--RefillRadar:Demo:Enabled needs a value. Write --RefillRadar:Demo:Enabled=Value.")]
    [InlineData("x.csv", "\"x.csv\" is not a setting. Write settings as --Key=Value.")]
    [InlineData("--", "\"--\" is not a setting. Write settings as --Key=Value.")]
    [InlineData("--=x", "\"--=x\" is not a setting. Write settings as --Key=Value.")]
    public void Anything_else_is_an_error_that_names_it(string tokens, string error) => Assert.Equal([error], SettingSwitches.Parse(Split(tokens)).Errors);

    [Fact]
    public void An_error_never_shows_a_value() =>
        Assert.DoesNotContain("secret", Assert.Single(SettingSwitches.Parse(["--RefillRadar:Ingest:Kay=secret"]).Errors), StringComparison.Ordinal);

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
