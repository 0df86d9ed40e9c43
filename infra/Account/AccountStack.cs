using Amazon.CDK;
using Constructs;

namespace RefillRadar.Infra.Account;

/// <summary>What an account has once, whatever environments are in it. Outlives them.</summary>
internal sealed class AccountStack : Stack
{
    public AccountStack(Construct scope, string id, Settings settings)
        : base(scope, id, new StackProps { Description = "RefillRadar: images, and the roles of DMS and of the workflows.", TerminationProtection = true })
    {
        var images = new ImageRepository(this, "Images");
        if (settings.CreateDmsRoles)
            new DmsRoles(this, "DmsRoles");
        if (settings.GitHubRepository is { } repository)
            new WorkflowRoles(this, "WorkflowRoles", repository, images.Repository);
    }
}
