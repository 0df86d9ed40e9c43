namespace RefillRadar.Infra;

/// <summary>A MySQL that is there already.</summary>
/// <param name="SecretArn">Whole ARN of a secret with <c>username</c>, <c>password</c>, <c>host</c>, <c>port</c>: the user that reads the binlog.</param>
/// <param name="SecretKeyArn">The secret's own KMS key; null: that of AWS.</param>
/// <param name="SecurityGroupId">Its security group, which DMS is let into; null: somebody else sees to that.</param>
/// <param name="Port">Its port.</param>
internal sealed record DatabaseReference(string SecretArn, string? SecretKeyArn, string? SecurityGroupId, int Port);
