using System.Text.Json;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Stock.Partition;

public sealed class PoisonTests
{
    // Clients of stores wrap whatever they stumbled over when a connection broke: an answer that is half JSON, a refused argument.
    public static TheoryData<Exception> ForNow =>
    [
        new TimeoutException(), new IOException(), new OperationCanceledException(), new InvalidOperationException(), new HttpRequestException(),
        new UnauthorizedAccessException(), new JsonException(), new ArgumentException(), new FormatException(), new NotSupportedException(),
        new OverflowException(), new InvalidCastException(), new InvalidDataException(),
    ];

    [Fact]
    public void What_fails_for_good_says_what_is_wrong()
    {
        var exception = new UndecidableException("why");
        Assert.Equal("why", Poison.ReasonOf(exception));
        Assert.Equal("why", Poison.ReasonOf(new InvalidOperationException("outer", new IOException("middle", exception))));
        Assert.Equal("why", Poison.ReasonOf(new AggregateException(exception)));
    }

    [Theory]
    [MemberData(nameof(ForNow))]
    public void What_may_work_the_next_time_is_no_poison(Exception exception)
    {
        Assert.Null(Poison.ReasonOf(exception));
        Assert.Null(Poison.ReasonOf(new HttpRequestException("outer", exception)));
        Assert.Null(Poison.ReasonOf(new AggregateException(exception)));
    }
}
