namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Brings changes to the program by one of its endpoints, as a sender of the real world does.</summary>
internal interface IChangeSender
{
    /// <summary>Name of the endpoint and the form.</summary>
    string Name { get; }

    /// <summary>Returns once the changes are accepted for good. What failed, or had no answer, is sent again as it was.</summary>
    Task SendAsync(IReadOnlyList<(int Product, int Quantity)> changes);
}
