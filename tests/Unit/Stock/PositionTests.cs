using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class PositionTests
{
    [Fact]
    public void Commit_marks_compare_time_then_file_then_offset_then_step_then_record()
    {
        CommitMark[] ascending =
        [
            CommitMark.None,
            new(0, 1, 1, 0, 0),
            new(0, 9, 1, 9, 9),
            new(0, 1, 2, 0, 0),
            new(5, 0, 0, 0, 1),
            new(5, 0, 0, 1, 0),
            new(5, 1, 0, 0, 0),
            new(5, 4_000_000_000, 9, 0, 0),
            new(5, 100, 10, 0, 0),
            new(5, 100, 10, 0, 2),
            new(5, 100, 10, 1, 1),
            new(5, 101, 10, 0, 0),
            new(6, 0, 0, 0, 0),
        ];
        for (var left = 0; left < ascending.Length; left++)
        {
            for (var right = 0; right < ascending.Length; right++)
            {
                Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(ascending[left].CompareTo(ascending[right])));
                Assert.Equal(left < right, ascending[left] < ascending[right]);
                Assert.Equal(left >= right, ascending[left] >= ascending[right]);
            }
        }
    }

    // source, commit, sequence; 0 is no mark.
    [Theory]
    [InlineData("a", 0, 5, "a", 0, 4, true)]
    [InlineData("a", 0, 4, "a", 0, 4, false)]
    [InlineData("a", 0, 3, "a", 0, 4, false)]
    [InlineData("a", 7, 0, "a", 6, 0, true)]
    [InlineData("a", 6, 0, "a", 6, 0, false)]
    [InlineData("a", 5, 99, "a", 6, 4, false)] // an old change under a new sequence number
    [InlineData("a", 7, 1, "a", 6, 4, true)] // the commit mark decides whenever both have it
    [InlineData("a", 0, 5, "a", 6, 4, true)] // each kind with the last of its own kind
    [InlineData("a", 0, 4, "a", 6, 4, false)]
    [InlineData("a", 7, 0, "a", 0, 4, true)]
    [InlineData("a", 0, 0, "a", 6, 4, true)] // no mark at all: by arrival
    [InlineData("a", 0, 0, "a", 0, 0, true)]
    [InlineData("b", 1, 1, "a", 6, 4, true)] // another source wins by arrival
    [InlineData("b", 0, 0, "a", 6, 4, true)]
    [InlineData("a", 1, 1, null, 0, 0, true)]
    [InlineData("A", 1, 1, "a", 6, 4, true)]
    public void A_change_is_news_when_its_mark_is_after_the_last_of_its_kind(
        string? source, long commit, ulong sequence, string? lastSource, long lastCommit, ulong lastSequence, bool news) =>
        Assert.Equal(news, At(source, commit, sequence).IsAfter(At(lastSource, lastCommit, lastSequence)));

    [Theory]
    [InlineData("a", 6, 4, "a", 7, 5, "a", 7, 5)]
    [InlineData("a", 6, 4, "a", 0, 5, "a", 6, 5)]
    [InlineData("a", 6, 4, "a", 7, 0, "a", 7, 4)]
    [InlineData("a", 6, 4, "a", 7, 2, "a", 7, 4)]
    [InlineData("a", 6, 4, "a", 0, 0, "a", 6, 4)]
    [InlineData("a", 6, 4, "b", 1, 1, "b", 1, 1)]
    [InlineData("a", 6, 4, "b", 0, 0, "b", 0, 0)]
    [InlineData(null, 0, 0, "a", 0, 1, "a", 0, 1)]
    public void Marks_seen_are_kept_by_kind_and_forgotten_with_their_source(
        string? source, long commit, ulong sequence, string? nextSource, long nextCommit, ulong nextSequence,
        string? thenSource, long thenCommit, ulong thenSequence) =>
        Assert.Equal(At(thenSource, thenCommit, thenSequence), At(source, commit, sequence).Then(At(nextSource, nextCommit, nextSequence)));

    private static Position At(string? source, long commit, ulong sequence) =>
        new(source, new CommitMark(commit, 0, 0, 0, 0), new SequenceNumber(0, 0, sequence));
}
