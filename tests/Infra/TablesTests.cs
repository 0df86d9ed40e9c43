using System.Text.Json.Nodes;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class TablesTests(Templates templates)
{
    private static readonly IReadOnlyList<TableLayout> Layouts = [.. StoreTables.All, OrleansTables.Silos, OrleansTables.GrainState];

    [Fact]
    public void There_is_a_table_for_each_layout_and_no_other()
    {
        foreach (var template in templates.Environments)
            Assert.Equal(Layouts.Select(layout => layout.Name).Order(), template.Of("AWS::DynamoDB::Table").Select(table => ((string)table["TableName"]!).Replace("dev_", "", StringComparison.Ordinal)).Order());
        Assert.All(templates.Dev.Of("AWS::DynamoDB::Table"), table => Assert.StartsWith("dev_", (string)table["TableName"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_and_indexes_are_those_of_the_program()
    {
        foreach (var layout in Layouts)
        {
            var table = Table(layout);
            Assert.Equal(Keys(layout.Hash, layout.Range), Keys(table));
            var indexes = table["GlobalSecondaryIndexes"]?.AsArray() ?? [];
            Assert.Equal(layout.Indexes.Select(index => index.Name), indexes.Select(index => (string)index!["IndexName"]!));
            foreach (var (index, made) in layout.Indexes.Zip(indexes))
            {
                Assert.Equal(Keys(index.Hash, index.Range), Keys(made!));
                Assert.Equal(index.Projected is null ? "ALL" : index.Projected.Count == 0 ? "KEYS_ONLY" : "INCLUDE", (string)made!["Projection"]!["ProjectionType"]!);
                Assert.Equal(index.Projected ?? [], made["Projection"]!["NonKeyAttributes"]?.AsArray().Select(name => (string)name!) ?? []);
            }
        }
    }

    [Fact]
    public void Every_key_attribute_has_the_type_of_the_program()
    {
        foreach (var layout in Layouts)
        {
            var keys = layout.Indexes.SelectMany(index => new[] { index.Hash, index.Range }).Append(layout.Hash).Concat(layout.Range is { } range ? [range] : []).Distinct();
            Assert.Equal(
                keys.Select(key => (key.Attribute, key.Type)).Order(),
                Table(layout)["AttributeDefinitions"]!.AsArray().Select(definition => ((string)definition!["AttributeName"]!, (string)definition["AttributeType"]!)).Order());
        }
    }

    [Fact]
    public void Rows_expire_by_the_programs_attribute()
    {
        foreach (var layout in Layouts)
        {
            var expiry = Table(layout)["TimeToLiveSpecification"];
            Assert.Equal(layout.TimeToLive, (string?)expiry?["AttributeName"]);
            Assert.Equal(layout.TimeToLive is not null, expiry is not null && (bool)expiry["Enabled"]!);
        }
    }

    [Fact]
    public void They_are_encrypted_can_be_restored_and_outlive_the_stack_in_prod()
    {
        foreach (var (_, _, table) in templates.Prod.All.Where(resource => resource.Type == "AWS::DynamoDB::Table"))
        {
            Json.Has(table, """
                { "DeletionPolicy": "Retain", "Properties": { "BillingMode": "PAY_PER_REQUEST", "DeletionProtectionEnabled": true,
                  "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true }, "SSESpecification": { "SSEEnabled": true, "SSEType": "KMS" } } }
                """);
        }
    }

    private JsonNode Table(TableLayout layout) => templates.Prod.Of("AWS::DynamoDB::Table").Single(table => (string)table["TableName"]! == layout.Name);

    private static IEnumerable<(string Attribute, string Kind)> Keys(TableKey hash, TableKey? range) =>
        range is null ? [(hash.Attribute, "HASH")] : [(hash.Attribute, "HASH"), (range.Attribute, "RANGE")];

    private static IEnumerable<(string Attribute, string Kind)> Keys(JsonNode table) =>
        table["KeySchema"]!.AsArray().Select(key => ((string)key!["AttributeName"]!, (string)key["KeyType"]!));
}
