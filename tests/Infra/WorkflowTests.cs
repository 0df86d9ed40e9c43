using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RefillRadar.Tests.Infra;

public sealed partial class WorkflowTests : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, ".github", "workflows");
    private List<Line> _lines = [];

    public async Task InitializeAsync() =>
        _lines = [.. (await Checks.RunAsync("workflows.mjs", Directory.GetFiles(Folder, "*.yml").Order())).Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!)];

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Workflows_are_what_GitHub_reads()
    {
        Assert.Empty(_lines.Where(line => line.Kind == "problem").Select(line => $"{line.File}:{line.Text}"));
        Assert.Equal(3, _lines.Count(line => line.Kind == "permissions"));
    }

    [Fact]
    public void Actions_are_named_by_commit()
    {
        var used = _lines.Where(line => line.Kind == "uses" && !line.Text.StartsWith("./", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(used);
        Assert.All(used, line => Assert.Matches(Commit(), line.Text));
    }

    [Fact]
    public void A_job_may_read_the_code_unless_it_says_more() =>
        Assert.All(_lines.Where(line => line.Kind == "permissions"), line => Assert.Equal("""{"contents":"read"}""", line.Text));

    [Fact]
    public async Task Every_script_parses_and_takes_no_text_from_outside_into_itself()
    {
        var scripts = _lines.Where(line => line.Kind == "run").ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            Assert.DoesNotContain("${{", script.Text, StringComparison.Ordinal);
            using var bash = Process.Start(new ProcessStartInfo("bash", ["-n", "-c", script.Text]) { RedirectStandardError = true })!;
            var errors = await bash.StandardError.ReadToEndAsync();
            await bash.WaitForExitAsync();
            Assert.True(bash.ExitCode == 0, $"{script.File}: {errors}");
        }
    }

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex Commit();

    private sealed record Line(string File, string Kind, string Text);
}
