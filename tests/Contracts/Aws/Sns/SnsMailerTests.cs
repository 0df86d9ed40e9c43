using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Sns;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

public sealed class SnsMailerTests(MessagingFixture messaging) : NetworkMailerContract, IClassFixture<MessagingFixture>
{
    private MessagingFixture.TopicOfTest _topic = null!;
    private StubService? _stub;

    protected override async Task<IMailer> CreateAsync()
    {
        _topic = await messaging.CreateTopicAsync();
        return Mailer(_topic.Arn);
    }

    protected override async Task<IMailer> CreateUnreachableAsync()
    {
        var mailer = await CreateLosingAnswersAsync();
        await _stub!.DisposeAsync();
        return mailer;
    }

    protected override async Task<IMailer> CreateLosingAnswersAsync()
    {
        _stub = await StubService.StartAsync(StubService.Answer.Lost);
        return SnsFailureTests.Mailer(_stub);
    }

    protected override async Task<(IMailer Mailer, Task Accepted)> CreateSilentAsync()
    {
        var mailer = await CreateLosingAnswersAsync();
        _stub!.Gate = new TaskCompletionSource();
        return (mailer, Wait.Until(() => !_stub.Requests.IsEmpty, "the request"));
    }

    protected override int Accepted() => _stub!.Requests.Count;

    protected override async Task DropAsync()
    {
        if (_stub is not null)
            await _stub.DisposeAsync();
    }

    protected override IReadOnlyList<byte[]> Sent() =>
        [.. messaging.ReceiveAsync(_topic).GetAwaiter().GetResult().Select(message => Encoding.UTF8.GetBytes(message.Body))];

    protected override SentMail Read(byte[] raw)
    {
        using var envelope = JsonDocument.Parse(raw);
        var team = envelope.RootElement.GetProperty("MessageAttributes").GetProperty("team").GetProperty("Value").GetString();
        return new SentMail(envelope.RootElement.GetProperty("Subject").GetString()!, envelope.RootElement.GetProperty("Message").GetString()!, team);
    }

    protected override void CheckForm(byte[] raw, Mail mail)
    {
        var subject = Read(raw).Subject;
        Assert.InRange(subject.Length, 1, 99);
        Assert.All(subject, unit => Assert.InRange(unit, ' ', '~'));
        Assert.NotEqual(' ', subject[0]);
    }

    [Fact]
    public async Task Attributes_go_out_as_strings_and_empty_ones_are_left_out()
    {
        var topic = await messaging.CreateTopicAsync(raw: true);
        var attributes = ImmutableDictionary<string, string>.Empty
            .Add("team", "Küche").Add("severity", "out").Add("status", "firing").Add("warehouse", "").Add("category", " \n ");
        Assert.Equal(MailOutcome.Sent, await Mailer(topic.Arn).SendAsync(NewMail() with { Attributes = attributes }, CancellationToken.None));

        var message = Assert.Single(await messaging.ReceiveAsync(topic));
        Assert.Equal(["severity", "status", "team"], message.MessageAttributes.Keys.Order());
        Assert.Equal("Küche", message.MessageAttributes["team"].StringValue);
        Assert.All(message.MessageAttributes.Values, value => Assert.Equal("String", value.DataType));
        Assert.Equal("Wheel is low.\n", message.Body);
    }

    [Fact]
    public async Task Subscriptions_filter_by_team()
    {
        var topic = await messaging.CreateTopicAsync(filter: """{"team":["toys"]}""");
        await Mailer(topic.Arn).SendAsync(NewMail(), CancellationToken.None);
        await Mailer(topic.Arn).SendAsync(NewMail() with { Attributes = NewMail().Attributes.SetItem("team", "toys") }, CancellationToken.None);
        Assert.Contains("toys", Assert.Single(await messaging.ReceiveAsync(topic)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ä")]
    [InlineData("🚲")]
    public async Task A_body_that_is_too_long_is_cut_and_says_so(string unit)
    {
        var topic = await messaging.CreateTopicAsync(raw: true);
        var mail = NewMail() with { Body = string.Concat(Enumerable.Repeat(unit, 300_000)), Attributes = NewMail().Attributes.Add("category", new string('c', 5_000)) };
        Assert.InRange(SnsMessage.Of(mail).Bytes, SnsMessage.MaxBytes - 4, SnsMessage.MaxBytes);
        Assert.Equal(MailOutcome.Sent, await Mailer(topic.Arn).SendAsync(mail, CancellationToken.None));

        var message = Assert.Single(await messaging.ReceiveAsync(topic));
        Assert.EndsWith("the rest is missing. All alerts are on the page.]\n", message.Body, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', message.Body);
    }

    [Fact]
    public void What_a_queue_cannot_take_is_replaced()
    {
        var message = SnsMessage.Of(NewMail() with
        {
            Body = "a\0b\u001bc\r\nd\te" + '\ud83d' + "\uffff",
            Attributes = ImmutableDictionary<string, string>.Empty.Add("team", "a\nb\0"),
        });
        Assert.Equal("a b c\nd\te\ufffd ", message.Body);
        Assert.Equal("a b", message.Attributes["team"]);
    }

    [Theory]
    [InlineData("Räder\r\nX-Evil: 1")]
    [InlineData("\u202Eevil\u0000\u001b[31m")]
    [InlineData("車輪🚲")]
    [InlineData("   ")]
    [InlineData("")]
    public void Whatever_a_name_holds_the_subject_keeps_to_the_rule(string name)
    {
        foreach (var subject in new[] { name, $"Stock Alert: {name} (ID: 7)", name + new string('n', 300) })
        {
            var made = SnsMessage.Of(NewMail() with { Subject = subject }).Subject;
            Assert.InRange(made.Length, 1, 99);
            Assert.All(made, unit => Assert.InRange(unit, ' ', '~'));
            Assert.Equal(made.Trim(), made);
        }
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_named_and_a_later_try_may_help()
    {
        var arn = _topic.Arn + "-gone";
        var outcome = await Mailer(arn).SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(MailOutcomeKind.Retry, outcome.Kind);
        Assert.Contains(arn, outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("RefillRadar:Aws:TopicArn", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_of_many_teams_at_once_all_arrive_once()
    {
        var mailer = Mailer(_topic.Arn);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 25).Select(number =>
            mailer.SendAsync(NewMail($"batch-{number}") with { Body = $"mail {number}" }, CancellationToken.None)));
        Assert.All(outcomes, outcome => Assert.Equal(MailOutcome.Sent, outcome));
        Assert.Equal(Enumerable.Range(0, 25).Select(number => $"mail {number}").Order(), Sent().Select(raw => Read(raw).Body).Order());
    }

    private SnsMailer Mailer(string topicArn) => new(
        messaging.Sns,
        new AwsOptions { Region = "eu-central-1", TopicArn = topicArn, StreamName = "", ThresholdsBucket = "" },
        NullLogger<SnsMailer>.Instance);
}
