using System.Net;
using Amazon.Runtime;
using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Aws.Sns.Client;

namespace RefillRadar.Silo.Adapters.Aws.Sns;

/// <summary>What an error of SNS means for a mail: not accepted yet, refused, or unknown. Says what to do about it.</summary>
internal static class SnsOutcome
{
    public static MailOutcome Of(string topicArn, Exception exception) => exception switch
    {
        AmazonUnmarshallingException error => Unconfirmed(error.Message),
        AmazonServiceException error when IsPassing(error) => MailOutcome.Retry($"SNS did not take the mail: {Said(error.ErrorCode, error.Message)}"),
        AmazonServiceException error => Refusal(topicArn, error.ErrorCode, error.Message),
        AmazonClientException => MailOutcome.Retry($"There are no AWS credentials for SNS, or no address: {exception.Message}"),
        _ when AnsweredRetryPolicy.IsSafe(exception) => MailOutcome.Retry($"SNS cannot be reached: {exception.Message}"),
        OperationCanceledException or TimeoutException => Unconfirmed("no answer in time."),
        _ => Unconfirmed(exception.Message),
    };

    /// <summary>The same for one message of a batch.</summary>
    public static MailOutcome Of(string topicArn, BatchResultErrorEntry error) => error.SenderFault == true
        ? Refusal(topicArn, error.Code, error.Message)
        : MailOutcome.Retry($"SNS did not take the mail: {Said(error.Code, error.Message)}");

    /// <summary>Whether SNS published the mail is not known.</summary>
    public static MailOutcome Unconfirmed(string why) => MailOutcome.Unknown($"SNS did not confirm the mail: {why}");

    // An expired token is renewed by the credential chain, a clock that is wrong by the SDK.
    private static bool IsPassing(AmazonServiceException error) =>
        error.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or 0
        || error.Retryable is not null
        || error.ErrorCode is "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "SlowDown" or "ExpiredToken" or "ExpiredTokenException"
            or "RequestExpired" or "RequestTimeTooSkewed";

    // A role, a topic or a key that is wrong can be put right, and then the mails that are owed still go.
    private static MailOutcome Refusal(string topicArn, string? code, string? message) => code switch
    {
        "NotFound" => MailOutcome.Retry($"There is no SNS topic {topicArn}; check RefillRadar:Aws:TopicArn. {Said(code, message)}"),
        "AuthorizationError" or "AccessDenied" or "AccessDeniedException" =>
            MailOutcome.Retry($"This process may not publish to {topicArn}: its role needs sns:Publish on it, and kms:GenerateDataKey* where the topic is encrypted. {Said(code, message)}"),
        "InvalidClientTokenId" or "SignatureDoesNotMatch" or "UnrecognizedClientException" or "InvalidSignatureException" =>
            MailOutcome.Retry($"AWS does not know the credentials of this process. {Said(code, message)}"),
        _ => MailOutcome.Rejected($"SNS refused the mail: {Said(code, message)}"),
    };

    private static string Said(string? code, string? message) => $"{code}: {message}";
}
