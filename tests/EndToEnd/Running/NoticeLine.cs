namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>What an e-mail says of one product.</summary>
/// <param name="What">RESOLVED, OUT OF STOCK or LOW.</param>
/// <param name="Name">Name of the product.</param>
/// <param name="ProductId">Id of the product.</param>
/// <param name="LowSince">When the alert opened, in whole seconds; null when the line says that it resolved.</param>
internal sealed record NoticeLine(string What, string Name, string ProductId, DateTimeOffset? LowSince)
{
    public bool IsResolved => What == "RESOLVED";
}
