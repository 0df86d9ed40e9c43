using System.Text;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class GarbageTests
{
    [Theory]
    [InlineData("<html><body>{}</body></html>", true)]
    [InlineData("product_id,quantity\n1,2\n", true)]
    [InlineData("\u001f\u0001 \n\u0002", true)]
    [InlineData("not json\n  {\"op\":\"c\"}", false)]
    [InlineData("\uFEFF{\"op\":", false)]
    [InlineData("[1]", true)]
    [InlineData("[2026-01-01] INFO started", true)]
    [InlineData("[\n{}]", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("\n \r\n", false)]
    public void A_body_is_garbage_when_no_line_begins_like_a_record(string body, bool expected) =>
        Assert.Equal(expected, RecordLinesReader.IsGarbage(Encoding.UTF8.GetBytes(body)));
}
