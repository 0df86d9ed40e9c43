using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Infra;

/// <summary>From the database to the stream.</summary>
[Collection(TemplatesCollection.Name)]
public sealed class SourceTests(Templates templates)
{
    [Fact]
    public void A_new_database_keeps_a_binlog_that_DMS_can_read()
    {
        foreach (var template in new[] { templates.Dev, templates.Prod })
        {
            Json.Has(template.One("AWS::RDS::DBParameterGroup")["Parameters"], """{ "binlog_format": "ROW", "binlog_row_image": "FULL", "require_secure_transport": "1" }""");
            var database = template.One("AWS::RDS::DBInstance");
            Json.Has(database, """{ "Engine": "mysql", "EngineVersion": "8.4.6", "StorageEncrypted": true, "DBName": "HASP" }""");
            Assert.InRange((int)database["BackupRetentionPeriod"]!, 1, 35);
        }
    }

    [Fact]
    public void Prod_keeps_its_database()
    {
        var (_, _, database) = templates.Prod.All.Single(resource => resource.Type == "AWS::RDS::DBInstance");
        Json.Has(database, """{ "DeletionPolicy": "Snapshot", "Properties": { "MultiAZ": true, "DeletionProtection": true } }""");
    }

    [Fact]
    public void An_existing_database_is_read_by_its_own_secret_and_lets_DMS_in()
    {
        Assert.Empty(templates.DevExisting.Of("AWS::RDS::DBInstance"));
        Json.Has(templates.DevExisting.One("AWS::DMS::Endpoint", "Source")["MySqlSettings"], """{ "SecretsManagerSecretId": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf" }""");
        Assert.Contains(templates.DevExisting.Of("AWS::EC2::SecurityGroupIngress"), rule => rule["GroupId"] is JsonValue id && (string)id! == "sg-0123" && (int)rule["FromPort"]! == 3306);
    }

    [Fact]
    public void DMS_reads_the_secret_as_the_service_of_its_region_and_the_database_by_TLS()
    {
        var source = templates.Prod.One("AWS::DMS::Endpoint", "Source");
        Json.Has(source, """{ "EngineName": "mysql", "EndpointType": "source", "SslMode": "verify-ca" }""");
        Assert.NotNull(source["CertificateArn"]);
        Assert.Null(source["Password"]);
        Assert.Contains("""dms.",{"Ref":"AWS::Region"},".amazonaws.com""", templates.Prod.One("AWS::IAM::Role", "ReadSecret")["AssumeRolePolicyDocument"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_carry_what_puts_them_in_order()
    {
        Json.Has(templates.Prod.One("AWS::DMS::Endpoint", "Target")["KinesisSettings"], """
            { "MessageFormat": "json-unformatted", "IncludeTransactionDetails": true, "IncludePartitionValue": true, "PartitionIncludeSchemaTable": true,
              "IncludeNullAndEmpty": true, "IncludeControlDetails": true }
            """);
        var task = templates.Prod.One("AWS::DMS::ReplicationTask");
        Assert.Equal("full-load-and-cdc", (string)task["MigrationType"]!);
        Json.Has(JsonNode.Parse((string)task["ReplicationTaskSettings"]!), """
            { "BeforeImageSettings": { "EnableBeforeImage": true, "FieldName": "before-image", "ColumnFilter": "all" },
              "TargetMetadata": { "LimitedSizeLobMode": true, "BatchApplyEnabled": false }, "Logging": { "EnableLogging": true } }
            """);
    }

    [Fact]
    public void The_task_takes_the_table_that_the_program_watches_and_keeps_the_order_of_a_product()
    {
        var template = templates.Make("other-table", ("env", "dev"), ("databaseSchema", "shop"), ("databaseTable", "stock"));
        var rules = JsonNode.Parse((string)template.One("AWS::DMS::ReplicationTask")["TableMappings"]!)!["rules"]!.AsArray();
        Assert.All(rules, rule => Json.Has(rule!["object-locator"], """{ "schema-name": "shop", "table-name": "stock" }"""));
        Json.Has(rules[1], """{ "rule-type": "object-mapping", "mapping-parameters": { "partition-key-type": "primary-key" } }""");
        Assert.Equal("shop", TaskEnvironment.Of(template, "Silos")["RefillRadar__Source__Schema"]);
        Assert.Equal("stock", TaskEnvironment.Of(template, "Silos")["RefillRadar__Source__Table"]);
    }

    [Fact]
    public void The_stream_grows_by_itself_and_is_encrypted()
    {
        var stream = templates.Prod.One("AWS::Kinesis::Stream");
        Json.Has(stream, """{ "RetentionPeriodHours": 72, "StreamModeDetails": { "StreamMode": "ON_DEMAND" }, "StreamEncryption": { "EncryptionType": "KMS" } }""");
        Assert.Contains("EncryptionKey", stream["StreamEncryption"]!["KeyId"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_has_the_roles_that_DMS_looks_for_unless_it_has_them_already()
    {
        Assert.Equal(["dms-cloudwatch-logs-role", "dms-vpc-role"], Names(templates.Account).Where(name => name.StartsWith("dms", StringComparison.Ordinal)).Order());
        var without = templates.Make("dms-roles", ("env", "dev"), ("dmsRoles", "existing"));
        Assert.Empty(Names(new Template(Path.Combine(Path.GetDirectoryName(without.Path)!, "RefillRadar-Account.template.json"))));
    }

    private static IEnumerable<string> Names(Template template) => template.Of("AWS::IAM::Role").Select(role => (string)role["RoleName"]!);
}
