namespace RefillRadar.Dashboard.Api;

/// <summary>What a person sends with an action.</summary>
/// <param name="By">Who; ignored when somebody is signed in. At most 200 characters.</param>
/// <param name="Note">Why; at most 2,000 characters.</param>
/// <param name="Until">For a snooze: until when, in the future and at most a year ahead.</param>
/// <param name="UntilRestock">For a snooze: until the product is restocked, instead of a time.</param>
internal sealed record ActionBody(string? By = null, string? Note = null, DateTimeOffset? Until = null, bool UntilRestock = false);
