using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace RefillRadar.Infra.Account;

/// <summary>
/// What GitHub's workflows may do, without stored keys: one role deploys from the environments dev and prod, another only looks,
/// from pull requests. Both act through the roles that CDK's bootstrap made.
/// </summary>
internal sealed class WorkflowRoles : Construct
{
    private const string Issuer = "token.actions.githubusercontent.com";
    private readonly CfnOIDCProvider _provider;

    public WorkflowRoles(Construct scope, string id, string repository, Repository images)
        : base(scope, id)
    {
        _provider = new CfnOIDCProvider(this, "GitHub", new CfnOIDCProviderProps
        {
            Url = $"https://{Issuer}",
            ClientIdList = ["sts.amazonaws.com"],
        });
        var deploy = Add("Deploy", $"repo:{repository}:environment:dev", $"repo:{repository}:environment:prod");
        deploy.AddToPolicy(Assume("deploy", "file-publishing", "lookup"));
        images.GrantPullPush(deploy);
        var look = Add("Diff", $"repo:{repository}:pull_request");
        look.AddToPolicy(Assume("lookup"));
    }

    private Role Add(string name, params string[] subjects)
    {
        var role = new Role(this, name, new RoleProps
        {
            RoleName = $"refillradar-{name.ToLowerInvariant()}",
            MaxSessionDuration = Duration.Hours(1),
            AssumedBy = new WebIdentityPrincipal(_provider.AttrArn, new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { [$"{Issuer}:aud"] = "sts.amazonaws.com", [$"{Issuer}:sub"] = subjects },
            }),
        });
        new CfnOutput(this, $"{name}Arn", new CfnOutputProps { Value = role.RoleArn });
        return role;
    }

    // The region is any: an account may be bootstrapped in several.
    private static PolicyStatement Assume(params string[] roles) => new(new PolicyStatementProps
    {
        Actions = ["sts:AssumeRole"],
        Resources = [.. roles.Select(role => $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/cdk-hnb659fds-{role}-role-{Aws.ACCOUNT_ID}-*")],
    });
}
