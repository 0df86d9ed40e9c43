using System.Text;
using RefillRadar.Silo.Tools;

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
    [InlineData]
    [InlineData("--urls", "http://localhost:1")]
    [InlineData("CHECK", "t.csv")]
    public void Everything_else_starts_the_server(params string[] args) => Assert.Null(ToolCommands.Find(args));

    private int Run(params string[] args) => ToolCommands.Find(args)!(args[1..], _output, _error).GetAwaiter().GetResult();

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    private static string Row(int id, int quantity, int second) =>
        $$$"""{"data":{"product_id":{{{id}}},"quantity_available":{{{quantity}}}},"metadata":{"record-type":"data","operation":"update","schema-name":"HASP","table-name":"inventory","commit-timestamp":"{{{new DateTime(2026, 3, 1, 10, 0, 0).AddSeconds(second):yyyy-MM-ddTHH:mm:ssZ}}}"}}""";
}
