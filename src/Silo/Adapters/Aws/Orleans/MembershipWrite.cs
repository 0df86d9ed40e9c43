using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>One change of membership, two rows that change together.</summary>
/// <param name="Silo">The silo's whole new row.</param>
/// <param name="SiloEtag">The etag of the row it replaces; null when there must be none.</param>
/// <param name="Version">The whole new version row.</param>
/// <param name="VersionEtag">The etag of the version row it replaces.</param>
internal sealed record MembershipWrite(
    Dictionary<string, AttributeValue> Silo, long? SiloEtag, Dictionary<string, AttributeValue> Version, long VersionEtag);
