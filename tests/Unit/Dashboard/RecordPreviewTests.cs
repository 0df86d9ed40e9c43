using System.Text;
using RefillRadar.Dashboard.Components.Quarantine;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class RecordPreviewTests
{
    [Fact]
    public void Text_is_shown_as_text_with_hidden_characters_made_visible()
    {
        var preview = RecordPreview.Folded(Encoding.UTF8.GetBytes("{\"name\":\"Tee\u202Eexe ü🎁\"}\n"));
        Assert.Equal(new RecordPreview("{\"name\":\"Tee·exe ü🎁\"}\n", true, false), preview);
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 2 })]
    [InlineData(new byte[] { 65, 27, 66 })]
    [InlineData(new byte[] { 65, 255, 66, 67, 68 })]
    public void What_is_no_text_is_dumped(byte[] bytes) => Assert.False(RecordPreview.Folded(bytes).IsText);

    [Fact]
    public void A_dump_has_offset_bytes_and_what_can_be_printed()
    {
        byte[] bytes = [0, .. "ABCDEFGHIJKLMNO"u8, 255, .. "<b>"u8];
        Assert.Equal(
            "000000  00 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f  .ABCDEFGHIJKLMNO\n" +
            "000010  ff 3c 62 3e                                      .<b>",
            RecordPreview.Folded(bytes).Text);
    }

    [Fact]
    public void A_record_that_was_cut_in_the_midst_of_a_character_is_still_text()
    {
        byte[] bytes = [.. "x€"u8];
        Assert.True(RecordPreview.Folded(bytes.AsSpan(0, 3)).IsText);
    }

    [Fact]
    public void A_long_record_is_folded_and_shown_whole_on_demand()
    {
        var text = Encoding.UTF8.GetBytes(new string('€', 2_000));
        Assert.Equal(new string('€', RecordPreview.FoldedChars) + "…", RecordPreview.Folded(text).Text);
        Assert.True(RecordPreview.Folded(text).IsCut);
        Assert.Equal(new RecordPreview(new string('€', 2_000), true, false), RecordPreview.All(text));

        var binary = new byte[2_000];
        Assert.Equal((6, true), (RecordPreview.Folded(binary).Text.Split('\n').Length, RecordPreview.Folded(binary).IsCut));
        Assert.Equal((125, false), (RecordPreview.All(binary).Text.Split('\n').Length, RecordPreview.All(binary).IsCut));
    }

    [Fact]
    public void Even_all_of_it_is_bounded()
    {
        var bytes = new byte[256 * 1024];
        Assert.InRange(RecordPreview.All(bytes).Text.Length, 1, 100_000);
        Array.Fill(bytes, (byte)'x');
        Assert.InRange(RecordPreview.All(bytes).Text.Length, 1, 100_000);
        Assert.True(RecordPreview.All(bytes).IsCut);
    }
}
