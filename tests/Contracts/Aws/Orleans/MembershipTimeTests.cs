using System.Globalization;
using RefillRadar.Silo.Adapters.Aws.Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

public sealed class MembershipTimeTests
{
    private static readonly DateTime Time = new DateTime(2026, 3, 4, 15, 6, 7, DateTimeKind.Utc).AddTicks(1_234_567);

    [Fact]
    public void A_time_is_written_in_utc_with_all_its_digits_and_no_zone()
    {
        Assert.Equal("2026-03-04T15:06:07.1234567", MembershipTime.Write(Time));
        Assert.Equal("2026-03-04T15:06:07.1234567", MembershipTime.Write(Time.ToLocalTime()));
        Assert.Equal("2026-03-04T15:06:07.1234567", MembershipTime.Write(DateTime.SpecifyKind(Time, DateTimeKind.Unspecified)));
    }

    [Theory]
    [InlineData("2026-03-04T15:06:07.1234567", 1_234_567)]
    [InlineData("2026-03-04T15:06:07.1234567Z", 1_234_567)]
    [InlineData("2026-03-04T17:06:07.1234567+02:00", 1_234_567)]
    [InlineData("2026-03-04 15:06:07.123 GMT", 1_230_000)]
    [InlineData("03/04/2026 15:06:07", 0)]
    [InlineData("3/4/2026 3:06:07 PM", 0)]
    [InlineData("3/4/2026 3:06:07\u202FPM", 0)]
    public void What_any_version_wrote_is_read_as_utc(string text, long ticks)
    {
        var read = MembershipTime.Read(text);
        Assert.Equal(new DateTime(2026, 3, 4, 15, 6, 7, DateTimeKind.Utc).AddTicks(ticks), read);
        Assert.Equal(DateTimeKind.Utc, read.Kind);
    }

    [Theory]
    [InlineData("M/d/yyyy", "h:mm:ss tt", "/", ":")]
    [InlineData("dd.MM.yyyy", "HH:mm:ss", ".", ":")]
    [InlineData("d.M.yyyy", "H.mm.ss", ".", ".")]
    [InlineData("dd/MM/yyyy", "HH:mm:ss", "/", ":")]
    [InlineData("yyyy-MM-dd", "HH 'h' mm", "-", "h")]
    public void The_culture_of_the_machine_does_not_matter(string date, string time, string dateSeparator, string timeSeparator)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = date;
        culture.DateTimeFormat.LongTimePattern = time;
        culture.DateTimeFormat.DateSeparator = dateSeparator;
        culture.DateTimeFormat.TimeSeparator = timeSeparator;
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(Time, MembershipTime.Read(MembershipTime.Write(Time)));
            Assert.Equal(new DateTime(2026, 3, 4, 15, 6, 7, DateTimeKind.Utc), MembershipTime.Read("03/04/2026 15:06:07"));
            // So reads the official provider, by the culture it runs in.
            Assert.Equal(Time, DateTime.Parse(MembershipTime.Write(Time), CultureInfo.CurrentCulture));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_no_time_is_an_error() => Assert.Throws<FormatException>(() => MembershipTime.Read("yesterday"));
}
