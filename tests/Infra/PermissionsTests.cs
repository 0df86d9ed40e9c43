namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class PermissionsTests(Templates templates)
{
    // What knows no resource of its own: https://docs.aws.amazon.com/service-authorization/latest/reference/
    private static readonly string[] Nameless =
    [
        "ecr:GetAuthorizationToken", "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
    ];

    [Fact]
    public void No_role_may_do_everything_of_a_service()
    {
        foreach (var template in templates.Environments.Append(templates.Account))
        {
            Assert.DoesNotContain("FullAccess", template.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("AdministratorAccess", template.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(template.Statements.SelectMany(statement => statement.Actions), action => action == "*" || action.EndsWith(":*", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_resource_is_named_where_it_has_a_name()
    {
        foreach (var statement in templates.Environments.Append(templates.Account).SelectMany(template => template.Statements))
        {
            if (statement.Resources.Contains("*"))
                Assert.Subset(Nameless.ToHashSet(), statement.Actions.ToHashSet());
        }
    }

    [Fact]
    public void Silos_may_do_what_the_program_does_and_nothing_else() => Assert.Equal(
        [
            "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
            "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards", "kms:Decrypt", "kms:GenerateDataKey",
            "s3:GetObject", "s3:ListBucket", "s3:PutObject", "sns:Publish",
        ],
        Actions("SilosTaskTaskRole"));

    [Fact]
    public void Dashboards_may_neither_send_mails_nor_read_the_stream_nor_write_thresholds_and_membership()
    {
        Assert.Equal(
            [
                "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
                "kms:Decrypt", "kms:GenerateDataKey", "s3:GetObject", "s3:ListBucket", "s3:PutObject",
            ],
            Actions("DashboardsTaskTaskRole"));
        var statements = templates.Prod.StatementsOf("DashboardsTaskTaskRole");
        Assert.All(statements.Where(statement => statement.Actions.Contains("s3:PutObject")), statement => Assert.All(statement.Resources, resource => Assert.Contains("keys/*", resource, StringComparison.Ordinal)));
        var membership = templates.Prod.All.Single(resource => resource.Type == "AWS::DynamoDB::Table" && resource.Id.Contains("OrleansSilos", StringComparison.Ordinal)).Id;
        Assert.Equal(
            ["dynamodb:DescribeTable", "dynamodb:Query"],
            statements.Where(statement => statement.Resources.Any(resource => resource.Contains(membership, StringComparison.Ordinal))).SelectMany(statement => statement.Actions).Order());
    }

    [Fact]
    public void Thresholds_are_read_and_only_their_accepted_copy_and_the_key_ring_are_written()
    {
        var written = templates.Prod.StatementsOf("SilosTaskTaskRole").Where(statement => statement.Actions.Contains("s3:PutObject")).SelectMany(statement => statement.Resources);
        Assert.All(written, resource => Assert.True(resource.Contains("thresholds.csv.accepted", StringComparison.Ordinal) || resource.Contains("keys/*", StringComparison.Ordinal), resource));
    }

    [Fact]
    public void Workflows_act_through_the_roles_of_the_bootstrap_and_pull_requests_only_look()
    {
        var subjects = templates.Account.One("AWS::IAM::Role", "WorkflowRolesDiff")["AssumeRolePolicyDocument"]!.ToJsonString();
        Assert.Contains("\"repo:organisation/repository:pull_request\"", subjects, StringComparison.Ordinal);
        var looking = Assert.Single(templates.Account.StatementsOf("WorkflowRolesDiff"));
        Assert.Equal(["sts:AssumeRole"], looking.Actions);
        Assert.Contains("-lookup-role-", Assert.Single(looking.Resources), StringComparison.Ordinal);
        var deploying = templates.Account.One("AWS::IAM::Role", "WorkflowRolesDeploy")["AssumeRolePolicyDocument"]!.ToJsonString();
        Assert.Contains("[\"repo:organisation/repository:environment:dev\",\"repo:organisation/repository:environment:prod\"]", deploying, StringComparison.Ordinal);
        Assert.DoesNotContain(templates.Account.StatementsOf("WorkflowRolesDeploy").SelectMany(statement => statement.Actions), action => !action.StartsWith("ecr:", StringComparison.Ordinal) && action != "sts:AssumeRole");
    }

    private IEnumerable<string> Actions(string role) =>
        templates.Prod.StatementsOf(role).SelectMany(statement => statement.Actions).Distinct().Order(StringComparer.Ordinal);
}
