using System.IO.Compression;
using System.Text;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Tests.Unit.Tools;

public sealed class ToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("radar-tools-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_good_file_is_called_good_and_counted()
    {
        var path = Write("t.csv", "product_id,name,stockout_threshold,enabled\n1,Lamp,20,\n2,Chair,5,no\n*,,3,\n");
        Assert.Equal(0, Run("check", path));
        Assert.Equal($"{path} is good: 3 rows, 1 of them defaults, 1 disabled.{Environment.NewLine}", _output.ToString());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void Every_bad_line_of_a_file_is_named()
    {
        Assert.Equal(1, Run("check", Write("t.csv", "product_id,name,stockout_threshold\n1,Lamp,x\n,Chair,5\n")));
        Assert.Contains("Line 2:", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Line 3:", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "a", "b")]
    [InlineData("check", "/nowhere/t.csv")]
    [InlineData("check", "/")]
    [InlineData("check", "/dev/null/t.csv")]
    [InlineData("replay")]
    [InlineData("replay", "/nowhere/changes.jsonl")]
    [InlineData("replay", "/nowhere/changes.jsonl", "/nowhere/t.csv")]
    public void What_cannot_be_run_says_why(params string[] args)
    {
        Assert.Equal(2, Run(args));
        Assert.NotEmpty(_error.ToString());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void A_history_gives_the_alerts_it_would_have_raised()
    {
        var thresholds = Write("t.csv", "product_id,name,stockout_threshold,hold_seconds\n1,Lamp,20,\n2,Chair,5,60\n3,Desk,5,60\n");
        var changes = Write("c.jsonl", string.Join('\n',
            Row(1, 21, 0), Row(1, 20, 1), Row(1, 19, 2), Row(2, 4, 3), Row(3, 4, 4), "{broken", Row(3, 9, 20), Row(1, 30, 90), Row(9, 0, 91)));
        Assert.Equal(0, Run("replay", changes, thresholds));
        var lines = _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal("2026-03-01T10:00:01Z  low  1  Lamp  30 (threshold 20)  resolved 2026-03-01T10:01:30Z", lines[0]);
        Assert.Equal("2026-03-01T10:00:03Z  low  2  Chair  4 (threshold 5)  still firing", lines[1]);
        Assert.Equal("2 alerts; 1 products without a threshold; 1 records could not be read.", lines[2]);
        Assert.NotEmpty(_error.ToString());
    }

    [Fact]
    public void A_history_is_not_read_with_bad_thresholds()
    {
        Assert.Equal(1, Run("replay", Write("c.jsonl", Row(1, 1, 0)), Write("t.csv", "product_id\n1\n")));
        Assert.Contains("Line 1:", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("changes.jsonl")]
    [InlineData("changes.gz")]
    public void A_history_may_be_gzip_whatever_its_name(string name)
    {
        var thresholds = Write("t.csv", "product_id,name,stockout_threshold\n1,Lamp,20\n");
        var plain = Write("c.jsonl", string.Join('\n', Row(1, 21, 0), Row(1, 19, 1)));
        Assert.Equal(0, Run("replay", plain, thresholds));
        var expected = _output.ToString();
        _output.GetStringBuilder().Clear();
        var packed = Path.Combine(_folder, name);
        using (var file = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            file.Write(File.ReadAllBytes(plain));
        Assert.Equal(0, Run("replay", packed, thresholds));
        Assert.Equal(expected, _output.ToString());
        Assert.StartsWith("2026-03-01T10:00:01Z  low", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_that_is_broken_is_named()
    {
        var changes = Path.Combine(_folder, "c.gz");
        File.WriteAllBytes(changes, [0x1f, 0x8b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        Assert.Equal(2, Run("replay", changes, Write("t.csv", "product_id,name,stockout_threshold\n1,Lamp,20\n")));
        Assert.NotEmpty(_error.ToString());
    }

    [Fact]
    public void Only_a_terminal_sees_how_far_a_replay_is()
    {
        var thresholds = Write("t.csv", "product_id,name,stockout_threshold\n1,Lamp,20\n");
        var changes = Write("c.jsonl", string.Join('\n', Enumerable.Range(0, 50).Select(i => Row(1, i, i))));
        using var terminal = new StringWriter();
        Assert.Equal(0, Run(new ProgressLine(terminal, new HurriedClock()), "replay", changes, thresholds));
        var (output, shown) = (_output.ToString(), terminal.ToString());
        foreach (var part in new[] { "Reading bytes:", "Reading records: 50", "Replaying changes: 25 of 50 (50%)" })
            Assert.Contains(part, shown, StringComparison.Ordinal);
        Assert.EndsWith(" \r", shown, StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, Run("replay", changes, thresholds));
        Assert.Equal(output, _output.ToString());
    }

    // A second passes between any two looks.
    private sealed class HurriedClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now += TimestampFrequency;
    }

    private int Run(params string[] args) => Run(new ProgressLine(null, TimeProvider.System), args);

    private int Run(ProgressLine progress, params string[] args) =>
        RadarCommands.RunAsync(args, new CommandConsole(_output, _error, progress)).GetAwaiter().GetResult();

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    private static string Row(int id, int quantity, int second) =>
        $$$"""{"data":{"product_id":{{{id}}},"quantity_available":{{{quantity}}}},"metadata":{"record-type":"data","operation":"update","schema-name":"HASP","table-name":"inventory","commit-timestamp":"{{{new DateTime(2026, 3, 1, 10, 0, 0).AddSeconds(second):yyyy-MM-ddTHH:mm:ssZ}}}"}}""";
}
