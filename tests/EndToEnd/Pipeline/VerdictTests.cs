using System.Text;
using RefillRadar.Pipeline.Lambda;
using RefillRadar.Pipeline.Streams;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>The conditions of https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html</summary>
[Collection(Alone.Name)]
public sealed class VerdictTests
{
    private static readonly StreamRecord[] Batch = Records.Of(4);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public void Nothing_said_is_complete_success(string answer) => Assert.Equal(new Verdict(4, null), Judge(answer));

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"1002"}]}""", 2)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"1003"},{"itemIdentifier":"1001"},{"itemIdentifier":"1002"}]}""", 1)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"1000"}]}""", 0)]
    public void Everything_before_the_lowest_failure_is_done(string answer, int done) => Assert.Equal(new Verdict(done, null), Judge(answer));

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"identifier":"1002"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"999"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"1002"},{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":["1002"]}""")]
    [InlineData("""{"batchItemFailures":"1002"}""")]
    [InlineData("[]")]
    [InlineData("so far so good")]
    public void What_names_no_record_fails_the_whole_batch(string answer)
    {
        var verdict = Judge(answer);

        Assert.Equal(0, verdict.Done);
        Assert.NotNull(verdict.Error);
    }

    [Fact]
    public void A_function_error_fails_the_whole_batch() =>
        Assert.Equal(new Verdict(0, "out of order"), Verdict.Of(FunctionAnswer.Failed("out of order"), Batch));

    private static Verdict Judge(string answer) => Verdict.Of(FunctionAnswer.Of(Encoding.UTF8.GetBytes(answer)), Batch);
}
