using RefillRadar.Dashboard.Csv;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class SafeCellTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("=HYPERLINK(\"http://evil\",\"click\")")]
    public void What_a_spreadsheet_could_run_is_marked_as_text(string text) => Assert.Equal("'" + text, SafeCell.Text(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Tea")]
    [InlineData("1-2=3")]
    [InlineData("<script>")]
    [InlineData("🎁 =1")]
    public void Other_text_stays(string? text) => Assert.Equal(text, SafeCell.Text(text));
}
