using System.Text.Json;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Stock.Partition;

public sealed class PoisonTests
{
    public static TheoryData<Exception> ForGood =>
    [
        new OverflowException("why"), new DivideByZeroException("why"), new FormatException("why"), new ArgumentException("why"),
        new ArgumentOutOfRangeException(null, "why"), new JsonException("why"), new InvalidCastException("why"), new NotSupportedException("why"),
    ];

    public static TheoryData<Exception> ForNow =>
    [
        new TimeoutException(), new IOException(), new OperationCanceledException(), new InvalidOperationException(), new HttpRequestException(),
        new UnauthorizedAccessException(),
    ];

    [Theory]
    [MemberData(nameof(ForGood))]
    public void What_fails_for_good_says_what_is_wrong(Exception exception)
    {
        Assert.Equal("why", Poison.ReasonOf(exception));
        Assert.Equal("why", Poison.ReasonOf(new InvalidOperationException("outer", new IOException("middle", exception))));
        Assert.Equal("why", Poison.ReasonOf(new AggregateException(exception)));
    }

    [Theory]
    [MemberData(nameof(ForNow))]
    public void What_may_work_the_next_time_is_no_poison(Exception exception)
    {
        Assert.Null(Poison.ReasonOf(exception));
        Assert.Null(Poison.ReasonOf(new AggregateException(exception)));
    }
}
