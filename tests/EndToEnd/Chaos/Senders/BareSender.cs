namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>
/// Posts records without any position, one body at a time. They count as they arrive, so a body never has two levels of one product: sent
/// again it then changes nothing. An answer is waited for as long as the connection holds, because what is under way would count late.
/// </summary>
internal sealed class BareSender(Endpoint endpoint) : IChangeSender
{
    public string Name => "no position";

    public async Task SendAsync(IReadOnlyList<(int Product, int Quantity)> changes)
    {
        Dictionary<int, string> body = [];
        foreach (var (product, quantity) in changes)
        {
            if (body.ContainsKey(product))
                await PostAsync(body);
            body.Add(product, RecordForms.Bare(product, quantity, 0));
        }

        await PostAsync(body);
    }

    private async Task PostAsync(Dictionary<int, string> body)
    {
        await endpoint.PostAsync("/ingest/records", string.Join('\n', body.Values), position: null, Timeout.InfiniteTimeSpan);
        body.Clear();
    }
}
