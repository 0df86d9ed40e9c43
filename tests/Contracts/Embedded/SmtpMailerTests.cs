using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SmtpMailerTests : MailerContract
{
    private readonly TestSmtpServer _server = new();

    protected override Task<IMailer> CreateAsync() => Task.FromResult<IMailer>(Mailer());

    protected override IReadOnlyList<byte[]> Sent() => [.. _server.Messages];

    protected override async Task DropAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("MAIL", "451 try later", MailOutcomeKind.Retry)]
    [InlineData("RCPT", "450 mailbox busy", MailOutcomeKind.Retry)]
    [InlineData("RCPT", "550 no such user", MailOutcomeKind.Rejected)]
    [InlineData("DATA", "554 no", MailOutcomeKind.Rejected)]
    [InlineData(".", "452 disk full", MailOutcomeKind.Retry)]
    [InlineData(".", "552 too large", MailOutcomeKind.Rejected)]
    [InlineData("DATA", null, MailOutcomeKind.Retry)]
    public async Task What_the_server_says_decides_whether_to_try_again(string command, string? reply, MailOutcomeKind expected)
    {
        _server.Replies[command] = reply;
        var outcome = await Mailer().SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(expected, outcome.Kind);
        Assert.NotNull(outcome.Reason);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task A_broken_goodbye_is_still_sent()
    {
        _server.Replies["QUIT"] = null;
        Assert.Equal(MailOutcome.Sent, await Mailer().SendAsync(NewMail(), CancellationToken.None));
        Assert.Single(_server.Messages);
    }

    [Fact]
    public async Task Nobody_listening_is_worth_another_try()
    {
        var mailer = Mailer();
        await _server.DisposeAsync();
        Assert.Equal(MailOutcomeKind.Retry, (await mailer.SendAsync(NewMail(), CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task A_server_that_cannot_be_secured_gets_no_mail()
    {
        var outcome = await Mailer(options => options with { Security = SecureSocketOptions.StartTls }).SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(MailOutcomeKind.Retry, outcome.Kind);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task A_team_with_recipients_of_its_own_gets_the_mail_there()
    {
        await Mailer().SendAsync(NewMail() with { Attributes = NewMail().Attributes.SetItem("team", "toys") }, CancellationToken.None);
        await Mailer().SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(["RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>", "RCPT TO:<all@example.org>"], _server.Recipients.Select(line => line.Split(' ') is [var verb, var to, ..] ? $"{verb} {to}" : line));
    }

    private SmtpMailer Mailer(Func<SmtpOptions, SmtpOptions>? configure = null)
    {
        var options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = _server.Port,
            From = "radar@example.org",
            To = "all@example.org",
            Security = SecureSocketOptions.None,
            Recipients = new Dictionary<string, string> { ["toys"] = "a@example.org, B <b@example.org>" },
        };
        return new SmtpMailer(configure?.Invoke(options) ?? options, NullLogger<SmtpMailer>.Instance);
    }
}
