using System.Runtime.CompilerServices;
using RefillRadar.Grains.Stock.CatchUp;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryJournal(JournalTable table, SiloLife life) : IJournal
{
    public async Task AppendAsync(int partition, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        foreach (var entry in entries)
            table.Append(partition, entry);
    }

    public async Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        table.Truncate(partition, before);
    }

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        foreach (var entry in table.Since(since))
        {
            await life.ReachAsync(cancellationToken);
            yield return new LoggedChanges([.. entry.Changes], entry.TakenAt, entry.Batch);
        }
    }
}
