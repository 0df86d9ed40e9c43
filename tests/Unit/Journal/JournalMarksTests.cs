using RefillRadar.Silo.Adapters.Embedded.Stores;

namespace RefillRadar.Tests.Unit.Journal;

public sealed class JournalMarksTests
{
    [Fact]
    public void After_a_start_nothing_goes_until_every_partition_has_a_snapshot()
    {
        var marks = new JournalMarks(3);
        Assert.Equal(0, marks.Truncated(0, 100));
        Assert.Equal(0, marks.Truncated(1, 200));
        Assert.Equal(0, marks.Truncated(0, 300));
        Assert.Equal(300, marks.Truncated(2, 250));
    }

    [Fact]
    public void What_a_partition_still_needs_holds_up_the_others()
    {
        var marks = Known(new JournalMarks(3));
        marks.Appended(0, 350);
        marks.Appended(1, 360);
        Assert.Equal(300, marks.Truncated(1, 400));
        Assert.Equal(300, marks.Truncated(2, 900));
        // Its snapshot holds it now, and nobody has anything newer.
        Assert.Equal(900, marks.Truncated(0, 500));
    }

    [Fact]
    public void A_partition_that_has_nothing_newer_holds_nobody_up()
    {
        var marks = Known(new JournalMarks(3));
        marks.Appended(1, 500);
        Assert.Equal(600, marks.Truncated(1, 600));
    }

    [Fact]
    public void An_entry_of_the_very_time_of_the_snapshot_stays()
    {
        var marks = Known(new JournalMarks(3));
        marks.Appended(0, 400);
        Assert.Equal(400, marks.Truncated(0, 400));
        Assert.Equal(400, marks.Truncated(1, 800));
    }

    private static JournalMarks Known(JournalMarks marks)
    {
        for (var partition = 0; partition < 3; partition++)
            marks.Truncated(partition, 300);
        return marks;
    }
}
