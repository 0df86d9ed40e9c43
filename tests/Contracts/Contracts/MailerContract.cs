using System.Collections.Immutable;
using System.Text;
using MimeKit;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every mailer keeps to. Unless said otherwise, what comes out is a MIME message.</summary>
public abstract class MailerContract : IAsyncLifetime
{
    private IMailer Mailer { get; set; } = null!;

    protected abstract Task<IMailer> CreateAsync();

    /// <summary>A mailer whose medium cannot be reached.</summary>
    protected abstract Task<IMailer> CreateUnreachableAsync();

    /// <summary>The raw messages that have come out, in any order; the same batch twice counts as the medium does.</summary>
    protected abstract IReadOnlyList<byte[]> Sent();

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => Mailer = await CreateAsync();

    public Task DisposeAsync() => DropAsync();

    /// <summary>What a message says, whatever its form.</summary>
    protected virtual SentMail Read(byte[] raw)
    {
        using var message = Load(raw);
        return new SentMail(message.Subject!, message.TextBody!.ReplaceLineEndings("\n"), message.Headers["X-RefillRadar-Team"]);
    }

    /// <summary>What the form of a message asks for beyond what it says.</summary>
    protected virtual void CheckForm(byte[] raw, Mail mail)
    {
        using var message = Load(raw);
        Assert.Equal("batch-1@refillradar", message.MessageId);
        Assert.Equal(mail.At, message.Date);
        Assert.Equal("text/plain", ((TextPart)message.Body!).ContentType.MimeType);
        Assert.Empty(message.Bcc);
        Assert.Null(message.Headers["X-Evil"]);
        Assert.Empty(message.Attachments);
        Assert.All(Encoding.Latin1.GetString(raw).Split('\n'), line => Assert.True(line.Length <= 998));
    }

    [Fact]
    public async Task A_mail_goes_out_with_subject_body_team_and_form()
    {
        var mail = NewMail() with { Body = "Zwölf Räder 🚲 are low.\nSecond line\n.\nafter a dot\n" };
        Assert.Equal(MailOutcome.Sent, await Mailer.SendAsync(mail, CancellationToken.None));

        var raw = Assert.Single(Sent());
        Assert.Equal(new SentMail("Stock Alert: Wheel (ID: 7)", mail.Body, "food"), Read(raw));
        CheckForm(raw, mail);
    }

    [Theory]
    [InlineData("x\r\nBcc: thief@example.org\r\n\r\n<script>")]
    [InlineData("=?utf-8?B?QmNjOiB0aGllZg==?= \0\u2028 tail")]
    public async Task Hostile_text_makes_no_header_and_no_second_part(string hostile)
    {
        var mail = NewMail() with
        {
            Subject = hostile,
            Body = hostile + "\r\n.\r\nQUIT\r\n" + new string('=', 5000) + "\n--boundary--\n",
            Attributes = ImmutableDictionary<string, string>.Empty.Add("team", hostile).Add("warehouse", "Süd\r\nX-Evil: 1"),
        };
        Assert.Equal(MailOutcome.Sent, await Mailer.SendAsync(mail, CancellationToken.None));

        var raw = Assert.Single(Sent());
        var sent = Read(raw);
        Assert.DoesNotContain('\n', sent.Subject);
        Assert.DoesNotContain('\n', sent.Team!);
        Assert.EndsWith("--boundary--\n", sent.Body, StringComparison.Ordinal);
        CheckForm(raw, mail);
    }

    [Fact]
    public async Task Another_attempt_sends_the_same_message()
    {
        await Mailer.SendAsync(NewMail(), CancellationToken.None);
        await Mailer.SendAsync(NewMail(), CancellationToken.None);
        Assert.All(Sent(), raw =>
        {
            Assert.Equal(new SentMail("Stock Alert: Wheel (ID: 7)", "Wheel is low.\n", "food"), Read(raw));
            CheckForm(raw, NewMail());
        });
    }

    [Fact]
    public async Task A_medium_that_cannot_be_reached_has_accepted_nothing()
    {
        var outcome = await (await CreateUnreachableAsync()).SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(MailOutcomeKind.Retry, outcome.Kind);
        Assert.NotEmpty(outcome.Reason!);
    }

    [Fact]
    public void The_limit_of_an_attempt_is_the_channels_and_not_above_what_a_sender_waits() =>
        Assert.InRange(Mailer.Timeout, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(19));

    [Fact]
    public async Task Cancelled_before_it_began_an_attempt_throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Mailer.SendAsync(NewMail(), cancelled.Token));
        Assert.Empty(Sent());
    }

    protected static Mail NewMail(string batchId = "batch-1") => new()
    {
        BatchId = batchId,
        At = new DateTimeOffset(2026, 11, 23, 12, 0, 1, TimeSpan.Zero),
        Subject = "Stock Alert: Wheel (ID: 7)",
        Body = "Wheel is low.\n",
        Attributes = ImmutableDictionary<string, string>.Empty.Add("team", "food").Add("severity", "out"),
    };

    private static MimeMessage Load(byte[] raw) => MimeMessage.Load(new MemoryStream(raw));

    /// <summary>What arrived.</summary>
    protected sealed record SentMail(string Subject, string Body, string? Team);
}
