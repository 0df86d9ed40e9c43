using RefillRadar.Dashboard.Components.Thresholds;
using RefillRadar.Grains.Board;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class WhatIfWordsTests
{
    [Theory]
    [InlineData(0, "no alert")]
    [InlineData(1, "1 alert")]
    [InlineData(1200, "1,200 alerts")]
    public void The_answer_is_a_sentence(int alerts, string count)
    {
        Assert.Equal($"At threshold 12.5 this product would have raised {count} in the last 7 days.", WhatIfWords.Of(Answer(alerts)));
        Assert.Null(WhatIfWords.Compared(Answer(alerts)));
        Assert.Equal($"The threshold in force, 12.5, would have raised {count}.", WhatIfWords.Compared(Answer(3) with { InForce = Outcome(alerts) }));
    }

    [Fact]
    public void Without_levels_nothing_is_claimed()
    {
        var answer = Answer(0) with { From = null, InForce = Outcome(0) };
        Assert.Equal("No level of this product is on record for the last 7 days.", WhatIfWords.Of(answer));
        Assert.Null(WhatIfWords.Compared(answer));
    }

    private static WhatIf Answer(int alerts) => new("7", 7, Samples.Now, 9, Outcome(alerts), null);

    private static WhatIfOutcome Outcome(int alerts) => new(12.5m, 12.5m, [.. Enumerable.Repeat(Samples.Alert("a"), alerts)]);
}
