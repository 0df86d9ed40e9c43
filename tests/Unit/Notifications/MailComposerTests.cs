using System.Text;
using CsCheck;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Notifications;

public sealed class MailComposerTests
{
    [Theory]
    [InlineData("Lamp", "7", "Stock Alert: Lamp (ID: 7)")]
    [InlineData("Desk, oak (2 x 1 m) #1 <b>", "A-7@north", "Stock Alert: Desk, oak (2 x 1 m) #1 <b> (ID: A-7)")]
    [InlineData("two\r\nlines", "7", "Stock Alert: two lines (ID: 7)")]
    [InlineData("a\tb\0c\u001bd\u007fe\u0085f", "7", "Stock Alert: a b c d e f (ID: 7)")]
    [InlineData("a\u2028b\u00a0c", "7", "Stock Alert: a b c (ID: 7)")]
    [InlineData("Lamp\u202E\u200F\u200B\uFEFF", "7", "Stock Alert: Lamp (ID: 7)")]
    [InlineData("Lamp 💡", "7", "Stock Alert: Lamp ? (ID: 7)")]
    [InlineData("ランプ", "7", "Stock Alert: ? (ID: 7)")]
    [InlineData("Lamp \ud83d", "7", "Stock Alert: Lamp ? (ID: 7)")]
    [InlineData("Bcc: all@example.com\nSubject: x", "7", "Stock Alert: Bcc: all@example.com Subject: x (ID: 7)")]
    public void The_subject_of_one_product_names_it_in_printable_ascii(string name, string key, string subject) =>
        Assert.Equal(subject, A.Mail(A.Notice(name, key)).Subject);

    [Fact]
    public void A_long_name_is_cut_before_the_id()
    {
        var subject = A.Mail(A.Notice(new string('n', 500))).Subject;
        Assert.Equal(99, subject.Length);
        Assert.EndsWith("nn (ID: 7)", subject, StringComparison.Ordinal);
    }

    [Fact]
    public void The_subject_is_short_printable_ascii_whatever_the_names_hold() =>
        Gen.Select(Gen.String[0, 200], Gen.String[1, 200], Gen.String[1, 60], Gen.Int[1, 3], Gen.Int[0, 3]).Sample((name, key, team, count, kind) =>
        {
            var notices = Enumerable.Range(0, count).Select(number => A.Notice(name, key, number) with { Kind = (NoticeKind)kind }).ToArray();
            var mail = MailComposer.Compose(team, notices, NotificationReason.FirstNotification, A.Noon, "http://localhost:8080");
            Assert.InRange(mail.Subject.Length, 13, 99);
            Assert.DoesNotContain(mail.Subject, unit => unit is < ' ' or > '~');
            Assert.StartsWith("Stock Alert: ", mail.Subject, StringComparison.Ordinal);
        }, iter: 5_000);

    [Fact]
    public void Ascii_is_printable_and_no_longer_than_asked() =>
        Gen.Select(Gen.String[0, 80], Gen.Int[0, 60]).Sample((text, most) =>
        {
            var ascii = MailText.Ascii(text, most);
            Assert.True(ascii.Length <= most);
            Assert.All(ascii, unit => Assert.InRange(unit, ' ', '~'));
            Assert.Equal(ascii, MailText.Ascii(ascii, most));
        }, iter: 5_000);

    [Fact]
    public void One_line_has_no_control_characters_and_splits_no_pair() =>
        Gen.Select(Gen.OneOf(Gen.String[0, 80], Gen.OneOf("💡", "a", "\n", "\u2028").Array[0, 60].Select(string.Concat)), Gen.Int[1, 60]).Sample((text, most) =>
        {
            var line = MailText.OneLine(text, most);
            Assert.True(line.Length <= most + 1);
            Assert.DoesNotContain(line, unit => char.IsControl(unit) || unit is '\u2028' or '\u2029');
            if (text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar))
                Assert.DoesNotContain(Rune.ReplacementChar, line.EnumerateRunes());
        }, iter: 5_000);

    [Fact]
    public void The_body_holds_the_whole_name_and_what_a_person_needs()
    {
        var name = $"Größe 💡 {new string('x', 300)} end";
        var body = A.Mail(A.Notice(name, "7@north") with { Category = "Lights", Severity = AlertSeverity.Out, Quantity = -1.5m }).Body;
        Assert.Contains($"OUT OF STOCK: {name} (ID: 7)\n", body, StringComparison.Ordinal);
        Assert.Contains("Quantity -1.5, threshold 20, warehouse north, category Lights\n", body, StringComparison.Ordinal);
        Assert.Contains("Low since 2026-03-02 12:00:00 UTC\n", body, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8080/products/7%40north\n", body, StringComparison.Ordinal);
        Assert.Contains("Team: floor\nReason: FirstNotification\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "Low for 5 s, 30 received\n")]
    [InlineData(65, "Low for 1 min 5 s, 30 received\n")]
    [InlineData(3_660, "Low for 1 h 1 min, 30 received\n")]
    [InlineData(180_000, "Low for 2 d 2 h, 30 received\n")]
    public void A_resolved_notice_says_how_long_it_was_low_and_how_much_came_in(int seconds, string words) =>
        Assert.Contains(words, A.Mail(A.Notice() with
        {
            Kind = NoticeKind.Resolved,
            OpenedAt = A.Noon.AddSeconds(-seconds),
            Received = 30,
            ResolvedReason = ResolvedReason.Restocked,
        }).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData(ResolvedReason.Discontinued, "removed")]
    [InlineData(ResolvedReason.ThresholdChanged, "threshold was lowered")]
    [InlineData(ResolvedReason.Untracked, "no longer tracked")]
    public void A_resolved_notice_says_why_when_nothing_came_in(ResolvedReason reason, string words)
    {
        var body = A.Mail(A.Notice() with { Kind = NoticeKind.Resolved, ResolvedReason = reason }).Body;
        Assert.Contains(words, body, StringComparison.Ordinal);
        Assert.DoesNotContain("received", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_products_are_one_mail_with_the_worst_first_and_the_rest_counted()
    {
        var notices = Enumerable.Range(0, 3000).Select(id => A.Notice($"Lamp {id:0000}", $"{id}") with
        {
            Severity = id % 100 == 99 ? AlertSeverity.Out : AlertSeverity.Low,
            Kind = id % 3 == 2 ? NoticeKind.Resolved : NoticeKind.Firing,
        }).ToArray();
        var mail = A.Mail(notices);
        Assert.Equal("Stock Alert: 20 out of stock, 1980 low, 1000 resolved (team floor)", mail.Subject);
        Assert.Equal(200, mail.Body.Split('\n').Count(line => line.Contains("(ID: ", StringComparison.Ordinal)));
        Assert.Contains("And 2800 more: http://localhost:8080/alerts\n", mail.Body, StringComparison.Ordinal);
        Assert.StartsWith("OUT OF STOCK: ", mail.Body, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(mail.Body) < 256 * 1024);
    }

    [Fact]
    public void The_batch_id_comes_from_team_and_notices_alone()
    {
        var notices = Enumerable.Range(0, 5).Select(number => A.Notice(key: $"{number / 2}", number: number)).ToArray();
        var id = A.Mail(notices).BatchId;
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, A.Mail([.. notices.Reverse()]).BatchId);
        Assert.Equal(id, MailComposer.Compose("floor", notices, NotificationReason.SeverityRaised, A.Noon.AddDays(1), "http://x").BatchId);
        Assert.NotEqual(id, MailComposer.Compose("other", notices, NotificationReason.FirstNotification, A.Noon, "http://x").BatchId);
        Assert.NotEqual(id, A.Mail(notices[1..]).BatchId);
        Assert.NotEqual(id, A.Mail([.. notices[1..], A.Notice(key: "0", number: 9)]).BatchId);
    }

    [Fact]
    public void Attributes_are_what_subscriptions_filter_by()
    {
        var one = A.Mail(A.Notice(key: "7@north") with { Category = "Lights", Severity = AlertSeverity.Out });
        Assert.Equal(
            ["category=Lights", "severity=out", "status=firing", "team=floor", "warehouse=north"],
            one.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        var mixed = A.Mail(
            A.Notice(key: "7@north") with { Category = "Lights" },
            A.Notice(key: "8@south") with { Category = "Lights", Kind = NoticeKind.Resolved, Severity = AlertSeverity.Out });
        Assert.Equal(
            ["category=Lights", "severity=low", "status=firing", "team=floor"],
            mixed.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        var ended = A.Mail(A.Notice() with { Kind = NoticeKind.Resolved, Severity = AlertSeverity.Out });
        Assert.Equal(
            ["severity=out", "status=resolved", "team=floor"],
            ended.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }
}
