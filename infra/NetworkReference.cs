namespace RefillRadar.Infra;

/// <summary>A network that is there already. Its private subnets need a way out (NAT); subnets are in the order of the zones.</summary>
internal sealed record NetworkReference(
    string VpcId, string Cidr, IReadOnlyList<string> AvailabilityZones, IReadOnlyList<string> PublicSubnets, IReadOnlyList<string> PrivateSubnets);
