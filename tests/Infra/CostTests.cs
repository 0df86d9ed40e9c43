using System.Globalization;

namespace RefillRadar.Tests.Infra;

public sealed class CostTests
{
    private static readonly Dictionary<string, decimal> Prices = SourceTree.Read("infra", "prices.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => decimal.Parse(fields[2], CultureInfo.InvariantCulture));

    private static readonly List<string[]> Rows = [.. SourceTree.Read("docs", "aws.md").Split('\n')
        .SkipWhile(line => !line.StartsWith("| what | price |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])];

    [Fact]
    public void Every_line_is_its_amount_times_its_price()
    {
        foreach (var row in Rows.SkipLast(1))
        {
            for (var column = 2; column < row.Length; column += 2)
                Assert.True(Math.Abs((Number(row[column]) * Prices[row[1].Trim('`')]) - Number(row[column + 1])) <= 0.01m, string.Join(" | ", row));
        }
    }

    [Fact]
    public void Every_price_is_used_and_the_sums_are_right()
    {
        Assert.Equal(Prices.Keys.Order(), Rows.SkipLast(1).Select(row => row[1].Trim('`')).Distinct().Order());
        foreach (var column in new[] { 3, 5, 7 })
            Assert.Equal(Rows.SkipLast(1).Sum(row => Number(row[column])), Number(Rows[^1][column]));
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
