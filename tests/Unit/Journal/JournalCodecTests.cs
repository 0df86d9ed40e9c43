using System.Text;
using CsCheck;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Silo.Adapters.Journal;

namespace RefillRadar.Tests.Unit.Journal;

public sealed class JournalCodecTests
{
    // Whole Unicode scalars: what no UTF-8 can say never becomes a key.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Array[0, 60].Select(runes => string.Concat(runes.Select(rune => new Rune(rune).ToString()))),
        Gen.Char["\0'\"\\@%a7漢"].Array[0, 255].Select(characters => new string(characters)),
        Gen.Int[0, 9].Select(number => $"{number}"));

    private static readonly Gen<decimal> Quantities = Gen.OneOf(
        Gen.Decimal,
        Gen.Int[-100, 1000].Select(whole => (decimal)whole),
        Gen.OneOf(0m, 0.0m, -0.0m, 1.50m, 100_000_000_000_000_000_000m, -100_000_000_000_000_000_000m, decimal.MaxValue, decimal.MinValue, int.MaxValue, uint.MaxValue));

    private static readonly Gen<ulong> Words = Gen.OneOf(Gen.ULong, Gen.ULong[0, 300], Gen.OneOf(0UL, ulong.MaxValue, 1UL << 63));

    private static readonly Gen<LogIdentity> Identities = Gen.Select(Texts.Null(), Gen.UInt, Texts.Null()).Select((name, server, gtid) => new LogIdentity(name, server, gtid));

    private static readonly Gen<Position> Positions = Gen.Select(Gen.OneOf(Texts, Gen.OneOf("stream", "arrival")).Null(), Words, Words, Words, Gen.UInt)
        .Select((source, high, middle, low, epoch) => new Position(source, new Place(high, middle, low), epoch));

    private static readonly Gen<StockChange> Changes = Gen.Select(
        Texts, Gen.Int[0, 3], Quantities.Nullable(), Positions, Gen.OneOf(Gen.Long, Gen.OneOf(0L, long.MaxValue, long.MinValue)), Gen.Bool, Identities.Null())
        .Select((key, operation, quantity, position, ticks, hasTime, log) =>
            new StockChange(key, (StockOperation)operation, quantity, position, ticks, hasTime, log));

    private static readonly Gen<JournalEntry> Entries = Gen.Select(Gen.DateTimeOffset, Gen.Guid, Changes.Array[0, 12])
        .Select((at, batch, changes) => new JournalEntry(at.ToUniversalTime(), batch, changes));

    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Entries.Sample(entry => AssertSame(entry, JournalCodec.Decode(JournalCodec.Encode(entry))), iter: 5_000);

    [Fact]
    public void Changes_that_follow_on_one_another_take_few_bytes_and_come_back()
    {
        var log = new LogIdentity("mysql-bin", 1, "3e11fa47");
        var changes = Enumerable.Range(1, 1_000).Select(id => new StockChange(
            $"{id}", StockOperation.Update, id, new Position("stream", Place.InLog(7, 1_000 + ((ulong)id * 120))), 638_000_000_000_000_000 + (id * 10_000L), HasEventTime: true, log)).ToArray();
        var entry = new JournalEntry(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), Guid.NewGuid(), changes);
        var bytes = JournalCodec.Encode(entry);
        Assert.InRange(bytes.Length, 1, 30 * changes.Length);
        AssertSame(entry, JournalCodec.Decode(bytes));
    }

    [Fact]
    public void The_last_change_may_be_of_the_last_of_many_sources()
    {
        // Which is all that it says.
        var changes = Enumerable.Range(1, 50).Select(source => new StockChange("", StockOperation.Delete, null, new Position($"{source}", default), 0)).ToArray();
        var entry = new JournalEntry(default, Guid.Empty, changes);
        AssertSame(entry, JournalCodec.Decode(JournalCodec.Encode(entry)));
    }

    [Fact]
    public void The_scale_of_a_quantity_is_kept() =>
        Quantities.Sample(quantity =>
        {
            var change = new StockChange("7", StockOperation.Update, quantity, Position.None, 0);
            var read = JournalCodec.Decode(JournalCodec.Encode(new JournalEntry(default, default, [change]))).Changes[0].Quantity!.Value;
            Assert.Equal(decimal.GetBits(quantity), decimal.GetBits(read));
        }, iter: 2_000);

    [Fact]
    public void An_entry_that_was_cut_off_anywhere_is_refused() =>
        Entries.Sample(entry =>
        {
            var bytes = JournalCodec.Encode(entry);
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<InvalidDataException>(() => JournalCodec.Decode(bytes.AsSpan(0, length)));
        }, iter: 300);

    [Fact]
    public void Damaged_bytes_are_read_or_refused_and_nothing_else() =>
        Gen.Select(Entries, Gen.Select(Gen.Int[0, 4_000], Gen.Byte).Array[1, 6]).Sample((entry, damages) =>
        {
            var bytes = JournalCodec.Encode(entry);
            foreach (var (at, value) in damages)
                bytes[at % bytes.Length] = value;
            ReadOrRefuse(bytes);
        }, iter: 20_000);

    [Fact]
    public void Garbage_is_read_or_refused_and_nothing_else() =>
        Gen.Byte.Array[0, 400].Sample(garbage =>
        {
            ReadOrRefuse(garbage);
            // Behind a version and a time that are right.
            ReadOrRefuse([1, 0, .. new byte[16], .. garbage]);
        }, iter: 20_000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 16)]
    public void A_count_far_beyond_the_bytes_takes_no_memory(int sources, int filler)
    {
        // Two thousand million changes, of as many sources.
        byte[] huge = [0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        byte[] bytes = sources == 0 ? [1, 0, .. new byte[16], .. huge, .. new byte[filler]] : [1, 0, .. new byte[16], 0, .. huge, .. new byte[filler]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => JournalCodec.Decode(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Of_another_version_nothing_is_read()
    {
        var bytes = JournalCodec.Encode(new JournalEntry(default, default, []));
        bytes[0]++;
        Assert.Throws<InvalidDataException>(() => JournalCodec.Decode(bytes));
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var entry = JournalCodec.Decode(bytes);
            Assert.True(entry.Changes.Count <= bytes.Length);
        }
        catch (InvalidDataException)
        {
            // What it says it throws.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000 + (400L * bytes.Length));
    }

    private static void AssertSame(JournalEntry expected, JournalEntry read)
    {
        Assert.Equal((expected.TakenAt, expected.Batch), (read.TakenAt, read.Batch));
        Assert.Equal(expected.Changes, read.Changes);
    }
}
