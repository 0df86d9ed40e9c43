using System.Text;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class RecordLinesReaderTests
{
    private static string Line(int id) => $$"""{"op":"c","after":{"product_id":{{id}},"quantity_available":5},"source":{} }""";

    private static string Pretty(int id) => Line(id).Replace(",", ",\r\n  ", StringComparison.Ordinal).Replace("{", "{\n", StringComparison.Ordinal);

    private static IEnumerable<(int, string)> Ids(RecordingSink sink) => sink.Changes.Select(change => (change.Index, change.ProductId));

    [Fact]
    public void Each_line_is_a_record() => Assert.Equal([(0, "1"), (1, "2")], Ids(Read.Lines($"{Line(1)}\n{Line(2)}\n")));

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("[]")]
    public void A_body_may_be_empty(string body)
    {
        var sink = Read.Lines(body);
        Assert.Empty(sink.Changes);
        Assert.Empty(sink.Rejections);
    }

    [Fact]
    public void Blank_lines_carriage_returns_and_a_byte_order_mark_do_not_matter() =>
        Assert.Equal([(0, "1"), (1, "2")], Ids(Read.Lines($"\uFEFF\r\n{Line(1)}\r\n\r\n  {Line(2)} ")));

    [Theory]
    [InlineData("oops")]
    [InlineData("{\"op\":")]
    [InlineData("{\"op\":\"c\",")]
    [InlineData("{\"op\":\"c")]
    [InlineData("[oops")]
    [InlineData("}")]
    [InlineData("17")]
    [InlineData("{\"op\":\"c\"} x")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"op\":\"c\"}")]
    public void A_bad_line_rejects_only_itself(string bad)
    {
        var sink = Read.Lines($"{Line(1)}\n{bad}\n{Line(2)}\n{Line(3)}");
        Assert.Equal([(0, "1"), (2, "2"), (3, "3")], Ids(sink));
        var rejection = Assert.Single(sink.Rejections);
        Assert.Equal((1, bad), (rejection.Index, Encoding.UTF8.GetString(rejection.Raw)));
    }

    [Fact]
    public void The_reader_counts_what_it_read()
    {
        var sink = new RecordingSink();
        Assert.Equal(3, new RecordLinesReader(new ColumnMapping()).Read(Encoding.UTF8.GetBytes($"{Line(1)}\nx\nnull\n"), ref sink));
        Assert.Equal([(2, IgnoredReason.Tombstone)], sink.Ignorals);
    }

    [Fact]
    public void One_array_is_read_as_its_elements() =>
        Assert.Equal([(0, "1"), (1, "2"), (3, "3")], Ids(Read.Lines($" [ {Line(1)},\n{Pretty(2)}, null, {Line(3)} ]\n")));

    [Fact]
    public void Bad_elements_of_an_array_are_rejected_one_by_one()
    {
        var sink = Read.Lines($"[{Line(1)}, 7, {{}}, {Line(2)}]");
        Assert.Equal([(0, "1"), (3, "2")], Ids(sink));
        Assert.Equal([1, 2], sink.Rejections.Select(rejected => rejected.Index));
    }

    [Fact]
    public void Where_an_array_breaks_the_lines_after_it_are_still_read()
    {
        var sink = Read.Lines($"[{Line(1)},\n{{oops}},\n{Line(2)},\n{Line(3)}\n]");
        Assert.Equal(["1", "2", "3"], sink.Changes.Select(change => change.ProductId));
        Assert.Equal(2, sink.Rejections.Count);
    }

    [Fact]
    public void Documents_may_span_lines_or_share_one() =>
        Assert.Equal([(0, "1"), (1, "2"), (2, "3"), (3, "4")], Ids(Read.Lines($"{Pretty(1)}\n{Line(2)} {Line(3)}\n{Pretty(4)}")));

    [Fact]
    public void A_cut_line_does_not_take_the_next_one_with_it()
    {
        var sink = Read.Lines($"{Line(1)[..^1]}\n{Line(2)}\n{Line(3)[..20]}");
        Assert.Equal([(1, "2")], Ids(sink));
        Assert.Equal([0, 2], sink.Rejections.Select(rejected => rejected.Index));
    }
}
