using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The topic that mails go to, and who gets those of which team.</summary>
internal sealed class Notifications : Construct
{
    public Notifications(Construct scope, string id, Settings settings, IKey key)
        : base(scope, id)
    {
        Topic = new Topic(this, "Topic", new TopicProps
        {
            TopicName = settings.Prefix,
            DisplayName = "RefillRadar",
            MasterKey = key,
        });
        Topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Effect = Effect.DENY,
            Principals = [new AnyPrincipal()],
            Actions = ["sns:Publish"],
            Resources = [Topic.TopicArn],
            Conditions = new Dictionary<string, object> { ["Bool"] = new Dictionary<string, object> { ["aws:SecureTransport"] = "false" } },
        }));
        foreach (var subscription in settings.Subscriptions)
            Topic.AddSubscription(new EmailSubscription(subscription.Email, Filter(subscription.Team)));
    }

    public Topic Topic { get; }

    private static EmailSubscriptionProps Filter(string? team) => team is null
        ? new EmailSubscriptionProps()
        : new EmailSubscriptionProps
        {
            FilterPolicy = new Dictionary<string, SubscriptionFilter>
            {
                ["team"] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = [team] }),
            },
        };
}
