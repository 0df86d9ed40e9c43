namespace RefillRadar.Infra;

/// <summary>Somebody who gets the mails of a team, or of all.</summary>
/// <param name="Team">The team; null: every mail.</param>
/// <param name="Email">The address. It gets a mail to confirm.</param>
internal sealed record MailSubscription(string? Team, string Email);
