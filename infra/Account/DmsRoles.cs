using Amazon.CDK.AWS.IAM;
using Constructs;

namespace RefillRadar.Infra.Account;

/// <summary>
/// The two roles that DMS looks for by these names, once in an account, before it makes a replication instance.
/// https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole
/// </summary>
internal sealed class DmsRoles : Construct
{
    public DmsRoles(Construct scope, string id)
        : base(scope, id)
    {
        Add("dms-vpc-role", "AmazonDMSVPCManagementRole");
        Add("dms-cloudwatch-logs-role", "AmazonDMSCloudWatchLogsRole");
    }

    private void Add(string name, string policy) => new Role(this, name, new RoleProps
    {
        RoleName = name,
        AssumedBy = new ServicePrincipal("dms.amazonaws.com"),
        ManagedPolicies = [ManagedPolicy.FromAwsManagedPolicyName($"service-role/{policy}")],
    });
}
