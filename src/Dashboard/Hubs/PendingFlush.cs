namespace RefillRadar.Dashboard.Hubs;

/// <summary>A message that a client has not read yet.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Since">Time stamp of when it was written.</param>
/// <param name="Disconnect">Ends the connection of that client.</param>
internal sealed record PendingFlush(long Bytes, long Since, Action Disconnect);
