namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class ForwarderTests(Templates templates)
{
    [Fact]
    public void A_batch_that_is_not_taken_comes_again_halved_within_bounds_and_is_then_noted()
    {
        foreach (var template in templates.Environments)
        {
            var mapping = template.One("AWS::Lambda::EventSourceMapping");
            Json.Has(mapping, """
                { "FunctionResponseTypes": ["ReportBatchItemFailures"], "BisectBatchOnFunctionError": true, "MaximumRetryAttempts": 5000,
                  "MaximumRecordAgeInSeconds": 21600, "StartingPosition": "TRIM_HORIZON" }
                """);
            Assert.Contains("ForwarderFailed", mapping["DestinationConfig"]!["OnFailure"]!["Destination"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.InRange((int)mapping["BatchSize"]!, 100, 10_000);
            Assert.Equal(0, (int)mapping["MaximumBatchingWindowInSeconds"]!);
        }
    }

    [Fact]
    public void Records_are_read_from_the_stream_itself()
    {
        foreach (var template in templates.Environments)
        {
            Json.Has(template.One("AWS::Lambda::EventSourceMapping")["EventSourceArn"], $$"""{ "Fn::GetAtt": ["{{template.All.Single(resource => resource.Type == "AWS::Kinesis::Stream").Id}}", "Arn"] }""");
            Assert.Empty(template.Of("AWS::Kinesis::StreamConsumer"));
        }
    }

    [Fact]
    public void The_handler_is_an_assembly_that_can_be_started()
    {
        var function = templates.Prod.One("AWS::Lambda::Function", "Forwarder");
        Json.Has(function, """{ "Runtime": "dotnet10", "Architectures": ["arm64"] }""");
        var handler = (string)function["Handler"]!;
        Assert.DoesNotContain(':', handler);
        Assert.True(File.Exists(Path.Combine(SourceTree.Output("src/Ingest"), $"{handler}.dll")));
        Assert.True(File.Exists(Path.Combine(SourceTree.Output("src/Ingest"), $"{handler}.runtimeconfig.json")));
    }

    [Fact]
    public void It_knows_the_silos_by_a_name_of_their_certificate_and_a_key_that_is_not_in_the_template()
    {
        var variables = templates.Prod.One("AWS::Lambda::Function", "Forwarder")["Environment"]!["Variables"]!;
        Assert.Equal("https://radar-ingest.example.com/ingest/kinesis", (string)variables["RADAR_INGEST_URL"]!);
        Assert.Contains("{{resolve:secretsmanager:", variables["RADAR_INGEST_KEY"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(templates.Prod.One("AWS::Lambda::Function", "Forwarder")["KmsKeyArn"]);
        Json.Has(templates.Prod.One("AWS::CertificateManager::Certificate"), """{ "SubjectAlternativeNames": ["radar-ingest.example.com"] }""");
        Assert.Equal("radar-ingest.example.com.", (string)templates.Prod.One("AWS::Route53::HostedZone")["Name"]!);
        Assert.Contains(templates.Prod.Of("AWS::Route53::RecordSet"), record => (string)record["Name"]! == "radar-ingest.example.com.");
    }

    [Fact]
    public void These_are_the_variables_that_the_program_reads()
    {
        var program = SourceTree.Read("src", "Ingest", "Program.cs");
        foreach (var variable in templates.Prod.One("AWS::Lambda::Function", "Forwarder")["Environment"]!["Variables"]!.AsObject())
            Assert.Contains($"\"{variable.Key}\"", program, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_given_up_is_kept_for_two_weeks_and_encrypted()
    {
        var queue = templates.Prod.One("AWS::SQS::Queue");
        Json.Has(queue, """{ "MessageRetentionPeriod": 1209600 }""");
        Assert.NotNull(queue["KmsMasterKeyId"]);
    }

    [Fact]
    public void Concurrency_is_kept_for_it_unless_told_otherwise()
    {
        Assert.Equal(50, (int)templates.Prod.One("AWS::Lambda::Function", "Forwarder")["ReservedConcurrentExecutions"]!);
        var none = templates.Make("no-concurrency", ("env", "dev"), ("forwarderConcurrency", "0"));
        Assert.Null(none.One("AWS::Lambda::Function", "Forwarder")["ReservedConcurrentExecutions"]);
    }
}
