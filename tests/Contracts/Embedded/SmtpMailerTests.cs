using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SmtpMailerTests : NetworkMailerContract
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private readonly TestSmtpServer _server = new();

    protected override Task<IMailer> CreateAsync() => Task.FromResult<IMailer>(Mailer());

    protected override async Task<IMailer> CreateUnreachableAsync()
    {
        await _server.DisposeAsync();
        return Mailer();
    }

    protected override Task<IMailer> CreateLosingAnswersAsync()
    {
        _server.Replies[TestSmtpServer.End] = null;
        return CreateAsync();
    }

    protected override Task<(IMailer Mailer, Task Accepted)> CreateSilentAsync() => Task.FromResult<(IMailer, Task)>((Mailer(), Silent(TestSmtpServer.End)));

    protected override IReadOnlyList<byte[]> Sent() => [.. _server.Messages];

    protected override int Accepted() => _server.Messages.Count;

    protected override async Task DropAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(TestSmtpServer.Greeting, "421 busy", MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.Greeting, "554 no service", MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.Greeting, null, MailOutcomeKind.Retry)]
    [InlineData("EHLO", null, MailOutcomeKind.Retry)]
    [InlineData("MAIL", "451 try later", MailOutcomeKind.Retry)]
    [InlineData("MAIL", "530 authentication required", MailOutcomeKind.Retry)]
    [InlineData("MAIL", "550 no such sender", MailOutcomeKind.Rejected)]
    [InlineData("MAIL", null, MailOutcomeKind.Retry)]
    [InlineData("RCPT", "450 mailbox busy", MailOutcomeKind.Retry)]
    [InlineData("RCPT", "550 no such user", MailOutcomeKind.Rejected)]
    [InlineData("RCPT", null, MailOutcomeKind.Retry)]
    [InlineData("DATA", "451 try later", MailOutcomeKind.Retry)]
    [InlineData("DATA", "554 no", MailOutcomeKind.Rejected)]
    [InlineData("DATA", null, MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.Body, null, MailOutcomeKind.Unknown)]
    [InlineData(TestSmtpServer.End, "421 shutting down", MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.End, "452 disk full", MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.End, "552 too large", MailOutcomeKind.Rejected)]
    [InlineData(TestSmtpServer.End, "no reply code", MailOutcomeKind.Unknown)]
    public async Task What_the_server_says_and_when_decides_the_outcome(string command, string? reply, MailOutcomeKind expected)
    {
        _server.Replies[command] = reply;
        var outcome = await Mailer().SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(expected, outcome.Kind);
        Assert.NotNull(outcome.Reason);
        Assert.Empty(_server.Messages);
    }

    [Theory]
    [InlineData("MAIL", "550 no such sender", MailOutcomeKind.Rejected)]
    [InlineData("RCPT", "450 mailbox busy", MailOutcomeKind.Retry)]
    [InlineData("RCPT", null, MailOutcomeKind.Retry)]
    [InlineData("DATA", null, MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.Body, null, MailOutcomeKind.Unknown)]
    [InlineData(TestSmtpServer.End, "452 disk full", MailOutcomeKind.Retry)]
    public async Task So_it_does_where_commands_are_pipelined(string command, string? reply, MailOutcomeKind expected)
    {
        _server.Replies["EHLO"] = "250-test\r\n250-SIZE 1000000\r\n250-CHUNKING\r\n250 PIPELINING";
        _server.Replies[command] = reply;
        Assert.Equal(expected, (await Mailer().SendAsync(NewMail(), CancellationToken.None)).Kind);
        Assert.Empty(_server.Messages);
    }

    [Theory]
    [InlineData(TestSmtpServer.Greeting, MailOutcomeKind.Retry)]
    [InlineData("MAIL", MailOutcomeKind.Retry)]
    [InlineData("DATA", MailOutcomeKind.Retry)]
    [InlineData(TestSmtpServer.End, MailOutcomeKind.Unknown)]
    public async Task A_server_that_stays_silent_too_long_is_given_up_on(string command, MailOutcomeKind expected)
    {
        _ = Silent(command);
        var outcome = await Mailer(options => options with { Timeout = Short, FinalTimeout = Short }).SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(expected, outcome.Kind);
        Assert.Equal(expected == MailOutcomeKind.Unknown ? 1 : 0, _server.Messages.Count);
    }

    [Fact]
    public async Task Cancelled_before_the_message_was_handed_over_it_was_not_accepted()
    {
        using var limit = new CancellationTokenSource();
        var asked = Silent("DATA");
        var sending = Mailer().SendAsync(NewMail(), limit.Token);
        await asked;
        await limit.CancelAsync();
        Assert.Equal(MailOutcomeKind.Retry, (await sending).Kind);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task The_answer_to_the_message_may_take_longer_than_others()
    {
        _server.Replying = command => command == TestSmtpServer.End ? Task.Delay(2 * Short) : Task.CompletedTask;
        Assert.Equal(MailOutcome.Sent, await Mailer(options => options with { Timeout = Short }).SendAsync(NewMail(), CancellationToken.None));
        Assert.Single(_server.Messages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_or_missing_goodbye_is_still_sent(bool broken)
    {
        if (broken)
            _server.Replies["QUIT"] = null;
        else
            _ = Silent("QUIT");
        Assert.Equal(MailOutcome.Sent, await Mailer().SendAsync(NewMail(), CancellationToken.None));
        Assert.Single(_server.Messages);
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

    // The server never answers this command; ends once it was asked to.
    private Task Silent(string silent)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Replying = command =>
        {
            if (command != silent)
                return Task.CompletedTask;
            asked.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        return asked.Task;
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
