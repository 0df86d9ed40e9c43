using System.Text;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Thresholds;

public sealed class ThresholdHoldTests
{
    [Theory]
    [InlineData("1,A,5\n", 1, 0, null)]
    [InlineData("1,A,5", 1, 0, null)]
    [InlineData("1,A,5\n", 1, 3, null)]
    [InlineData("1,A,5\r\n", 1, 3, null)]
    [InlineData("1,A,5\r", 1, 3, null)]
    [InlineData("1,A,5", 3, 3, 10)]
    [InlineData("", 3, 3, 10)]
    [InlineData("1,A,5\n", 20, 30, 300)]
    [InlineData("1,A,5\n", 21, 30, null)]
    [InlineData("1,A,5\n", 91, 100, null)]
    [InlineData("1,A,5", 10, 100, 300)]
    public void A_file_that_may_be_half_of_one_waits(string content, int rows, int before, int? seconds) =>
        Assert.Equal(seconds, ThresholdHold.Of(Encoding.UTF8.GetBytes(content), rows, before)?.For.TotalSeconds);
}
