using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Sns;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;
using static RefillRadar.Tests.Contracts.Aws.Sns.StubService;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

public sealed class SnsFailureTests
{
    private const string Topic = "arn:aws:sns:eu-central-1:123456789012:alerts";

    private static readonly Answer Published = new(
        200, "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>");

    [Theory]
    [InlineData(400, "Throttling")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(400, "KMSThrottling")]
    [InlineData(429, "Throttled")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task What_passes_is_tried_again_at_once_and_sent(int status, string code)
    {
        await using var stub = await StartAsync(Answer.Error(status, code), Published);
        Assert.Equal(MailOutcome.Sent, await SendAsync(stub));
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(["Publish"], stub.Requests.Select(request => request.Form["Action"]).Distinct());
    }

    [Theory]
    [InlineData(400, "Throttling")]
    [InlineData(500, "InternalError")]
    public async Task What_does_not_pass_soon_is_worth_another_try_later(int status, string code)
    {
        await using var stub = await StartAsync(Answer.Error(status, code, "not now"));
        var outcome = await SendAsync(stub);
        Assert.Equal(MailOutcomeKind.Retry, outcome.Kind);
        Assert.Contains("not now", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [InlineData(400, "InvalidParameter", "SNS refused the mail: InvalidParameter: as told")]
    [InlineData(400, "InvalidSecurity", "SNS refused the mail: InvalidSecurity: as told")]
    public async Task A_refusal_is_for_good_after_one_request(int status, string code, string sentence) =>
        await RefusedAsync(MailOutcomeKind.Rejected, status, code, sentence);

    [Theory]
    [InlineData(403, "AuthorizationError", "its role needs sns:Publish")]
    [InlineData(404, "NotFound", "check RefillRadar:Aws:TopicArn")]
    [InlineData(403, "InvalidClientTokenId", "AWS does not know the credentials of this process.")]
    [InlineData(403, "SignatureDoesNotMatch", "AWS does not know the credentials of this process.")]
    public async Task What_people_can_put_right_is_worth_another_try_and_says_what_to_do(int status, string code, string sentence) =>
        await RefusedAsync(MailOutcomeKind.Retry, status, code, sentence);

    private static async Task RefusedAsync(MailOutcomeKind kind, int status, string code, string sentence)
    {
        await using var stub = await StartAsync(Answer.Error(status, code));
        var outcome = await SendAsync(stub);
        Assert.Equal(kind, outcome.Kind);
        Assert.Contains(sentence, outcome.Reason, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("ExpiredToken", 403)]
    [InlineData("RequestExpired", 400)]
    public async Task An_expired_token_is_worth_another_try(string code, int status)
    {
        await using var stub = await StartAsync(Answer.Error(status, code));
        Assert.Equal(MailOutcomeKind.Retry, (await SendAsync(stub)).Kind);
    }

    [Fact]
    public async Task Without_credentials_nothing_was_published()
    {
        await using var stub = await StartAsync(Published);
        Assert.Equal(MailOutcomeKind.Retry, (await Mailer(stub, credentials: new NoCredentials()).SendAsync(NewMail(0), CancellationToken.None)).Kind);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task An_answer_that_makes_no_sense_may_hide_a_publication()
    {
        await using var stub = await StartAsync(new Answer(200, "<html>a proxy</html>"));
        Assert.Equal(MailOutcomeKind.Unknown, (await SendAsync(stub)).Kind);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_may_hide_a_publication()
    {
        await using var stub = await StartAsync(Published with { ContentLength = Published.Body.Length + 10, BreaksOff = true });
        Assert.Equal(MailOutcomeKind.Unknown, (await SendAsync(stub)).Kind);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_may_hide_a_publication()
    {
        await using var stub = await StartAsync(Published);
        stub.Gate = new TaskCompletionSource();
        Assert.Equal(MailOutcomeKind.Unknown, (await Mailer(stub, TimeSpan.FromSeconds(1)).SendAsync(NewMail(0), CancellationToken.None)).Kind);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_lost_answer_to_mails_together_is_unknown_for_each()
    {
        await using var stub = await StartAsync(Published, Answer.Lost);
        stub.Gate = new TaskCompletionSource();
        var mailer = Mailer(stub);
        var mails = new List<Task<MailOutcome>> { mailer.SendAsync(NewMail(0), CancellationToken.None) };
        await Wait.Until(() => stub.Requests.Count == 1, "the first mail is on its way");
        mails.AddRange(Enumerable.Range(1, 2).Select(number => mailer.SendAsync(NewMail(number), CancellationToken.None)));
        stub.Gate.SetResult();

        Assert.Equal([MailOutcomeKind.Sent, MailOutcomeKind.Unknown, MailOutcomeKind.Unknown], (await Task.WhenAll(mails)).Select(outcome => outcome.Kind));
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Mails_that_wait_for_a_slow_answer_go_together_and_each_has_its_own_outcome()
    {
        await using var stub = await StartAsync(Published, Batch(
            ["m0"], ("m1", "InternalError", false), ("m2", "InvalidParameter", true)));
        stub.Gate = new TaskCompletionSource();
        var mailer = Mailer(stub);
        var first = mailer.SendAsync(NewMail(0), CancellationToken.None);
        await Wait.Until(() => stub.Requests.Count == 1, "the first mail is on its way");
        var rest = Enumerable.Range(1, 4).Select(number => mailer.SendAsync(NewMail(number), CancellationToken.None)).ToArray();
        stub.Gate.SetResult();

        Assert.Equal(MailOutcome.Sent, await first);
        Assert.Equal(
            [MailOutcomeKind.Sent, MailOutcomeKind.Retry, MailOutcomeKind.Rejected, MailOutcomeKind.Unknown],
            (await Task.WhenAll(rest)).Select(outcome => outcome.Kind));
        var batch = stub.Requests.Last().Form;
        Assert.Equal("PublishBatch", batch["Action"]);
        Assert.Equal(["mail 1", "mail 2", "mail 3", "mail 4"], Enumerable.Range(1, 4).Select(number => batch[$"PublishBatchRequestEntries.member.{number}.Message"]));
        Assert.Equal("food", batch["PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.StringValue"]);
    }

    [Fact]
    public async Task A_batch_that_is_refused_as_a_whole_is_sent_one_by_one()
    {
        await using var stub = await StartAsync(Published, Answer.Error(400, "InvalidParameter"), Published, Answer.Error(400, "InvalidParameter"), Published);
        stub.Gate = new TaskCompletionSource();
        var mailer = Mailer(stub);
        var mails = new List<Task<MailOutcome>> { mailer.SendAsync(NewMail(0), CancellationToken.None) };
        await Wait.Until(() => stub.Requests.Count == 1, "the first mail is on its way");
        mails.AddRange(Enumerable.Range(1, 3).Select(number => mailer.SendAsync(NewMail(number), CancellationToken.None)));
        stub.Gate.SetResult();

        Assert.Equal(
            [MailOutcomeKind.Sent, MailOutcomeKind.Sent, MailOutcomeKind.Rejected, MailOutcomeKind.Sent], (await Task.WhenAll(mails)).Select(outcome => outcome.Kind));
        Assert.Equal(["Publish", "PublishBatch", "Publish", "Publish", "Publish"], stub.Requests.Select(request => request.Form["Action"]));
    }

    [Fact]
    public async Task A_mail_that_nobody_waits_for_any_more_is_not_sent_and_large_ones_go_alone()
    {
        await using var stub = await StartAsync(Published);
        stub.Gate = new TaskCompletionSource();
        var mailer = Mailer(stub);
        using var given = new CancellationTokenSource();
        var first = mailer.SendAsync(NewMail(0), CancellationToken.None);
        await Wait.Until(() => stub.Requests.Count == 1, "the first mail is on its way");
        var dropped = mailer.SendAsync(NewMail(1), given.Token);
        var large = Enumerable.Range(2, 2).Select(number => mailer.SendAsync(NewMail(number) with { Body = new string('x', 200_000) }, CancellationToken.None)).ToArray();
        await given.CancelAsync();
        stub.Gate.SetResult();

        await Task.WhenAll([first, .. large]);
        Assert.Equal(MailOutcomeKind.Retry, (await dropped).Kind);
        Assert.Equal(["mail 0", "xxxxxx", "xxxxxx"], stub.Requests.Select(request => request.Form["Message"][..6]));
    }

    private static Answer Batch(string[] taken, params (string Id, string Code, bool SenderFault)[] failed) => new(
        200,
        "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishBatchResult><Failed>"
        + string.Concat(failed.Select(entry =>
            $"<member><Id>{entry.Id}</Id><Code>{entry.Code}</Code><Message>why</Message><SenderFault>{(entry.SenderFault ? "true" : "false")}</SenderFault></member>"))
        + "</Failed><Successful>"
        + string.Concat(taken.Select(id => $"<member><MessageId>x</MessageId><Id>{id}</Id></member>"))
        + "</Successful></PublishBatchResult></PublishBatchResponse>");

    private static async Task<MailOutcome> SendAsync(StubService stub) => await Mailer(stub).SendAsync(NewMail(0), CancellationToken.None);

    private static Mail NewMail(int number) => new()
    {
        BatchId = $"batch-{number}",
        At = DateTimeOffset.UnixEpoch,
        Subject = "Stock Alert: Wheel (ID: 7)",
        Body = $"mail {number}",
        Attributes = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("team", "food"),
    };

    internal static SnsMailer Mailer(StubService stub, TimeSpan? timeout = null, AWSCredentials? credentials = null) => new(
        new AmazonSimpleNotificationServiceClient(
            credentials ?? MessagingFixture.Credentials,
            new AmazonSimpleNotificationServiceConfig { ServiceURL = stub.Address.ToString(), AuthenticationRegion = "eu-central-1", Timeout = timeout ?? TimeSpan.FromSeconds(20) }),
        new AwsOptions { Region = "eu-central-1", TopicArn = Topic, StreamName = "", ThresholdsBucket = "" },
        NullLogger<SnsMailer>.Instance);

    // As the SDK's provider in a container says it.
    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonServiceException("Unable to retrieve credentials.");
    }
}
