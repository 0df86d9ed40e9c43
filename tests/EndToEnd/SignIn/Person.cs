namespace RefillRadar.Tests.EndToEnd.SignIn;

/// <summary>Who signs in at the provider.</summary>
internal sealed record Person(string Name, params string[] Roles);
