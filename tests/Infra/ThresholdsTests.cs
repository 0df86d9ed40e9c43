namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class ThresholdsTests(Templates templates)
{
    [Fact]
    public void The_bucket_keeps_old_versions_is_encrypted_and_takes_TLS_only()
    {
        var bucket = templates.Prod.One("AWS::S3::Bucket", "Thresholds");
        Json.Has(bucket["VersioningConfiguration"], """{ "Status": "Enabled" }""");
        Assert.Contains("aws:kms", bucket["BucketEncryption"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"Bool":{"aws:SecureTransport":"false"}}""", templates.Prod.One("AWS::S3::BucketPolicy", "Thresholds").ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Create", null, "SUCCESS", true)]
    [InlineData("Create", "PreconditionFailed", "SUCCESS", true)]
    [InlineData("Create", "AccessDenied", "FAILED", true)]
    [InlineData("Update", null, "SUCCESS", false)]
    [InlineData("Delete", null, "SUCCESS", false)]
    public async Task A_sample_is_put_into_a_new_bucket_and_never_over_a_file(string request, string? refusal, string status, bool puts)
    {
        var code = (string)templates.Prod.One("AWS::Lambda::Function", "SampleWriter")["Code"]!["ZipFile"]!;
        var lines = await Checks.RunAsync("sample.mjs", [code, request, refusal ?? ""]);
        Assert.Equal(puts ? [$"put {status}", "If-None-Match *"] : [$"none {status}"], lines);
    }

    [Fact]
    public void The_sample_is_a_threshold_file_where_the_silos_look_for_it()
    {
        var sample = templates.Prod.One("Custom::ThresholdSample");
        Assert.Equal(TaskEnvironment.Of(templates.Prod, "Silos")["RefillRadar__Aws__ThresholdsKey"], (string)sample["Key"]!);
        Assert.StartsWith("product_id,name,stockout_threshold\n", (string)sample["Body"]!, StringComparison.Ordinal);
    }
}
