using System.Collections.Immutable;

namespace RefillRadar.Grains.Notifications;

/// <summary>
/// Notices of a team that wait for their mail. Products offer them again and again, out of order with what became of them, so the queue
/// remembers which ones are in a mail, and for a while which ones were. Not thread-safe.
/// </summary>
internal sealed class NoticeQueue
{
    // Offers are one-way calls: none is under way for longer.
    private static readonly TimeSpan LatestOffer = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, ImmutableArray<Notice>> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset Until)> _settled = [];

    /// <summary>All notices that wait.</summary>
    public IReadOnlyCollection<Notice> Waiting => [.. _waiting.Values.SelectMany(notices => notices)];

    /// <summary>
    /// Puts these notices in place of those that the product offered before; none withdraws them. A notice from the future counts from now on:
    /// the clock was set back since.
    /// </summary>
    public void Offer(string key, ImmutableArray<Notice> notices, DateTimeOffset now)
    {
        Forget(now);
        var before = _waiting.GetValueOrDefault(key, []);
        Put(key, [.. notices.Where(notice => !_taken.Contains(notice.Id)).Select(notice => notice.At <= now ? notice : Known(before, notice.Id) ?? notice with { At = now })]);
    }

    /// <summary>Notices of this batch are in a mail and wait no longer.</summary>
    public void Take(MailBatch batch)
    {
        foreach (var (key, ids) in batch.Notices)
        {
            _taken.UnionWith(ids);
            Put(key, _waiting.GetValueOrDefault(key, []).RemoveAll(notice => _taken.Contains(notice.Id)));
        }
    }

    /// <summary>Their products know what became of the notices of this batch; offers made before they knew are still ignored.</summary>
    public void Settle(MailBatch batch, DateTimeOffset now)
    {
        Forget(now);
        foreach (var id in batch.Notices.Values.SelectMany(ids => ids))
            _settled.Enqueue((id, now + LatestOffer));
    }

    private void Put(string key, ImmutableArray<Notice> notices)
    {
        if (notices.IsEmpty)
            _waiting.Remove(key);
        else
            _waiting[key] = notices;
    }

    private void Forget(DateTimeOffset now)
    {
        while (_settled.TryPeek(out var oldest) && oldest.Until <= now)
            _taken.Remove(_settled.Dequeue().Id);
    }

    private static Notice? Known(ImmutableArray<Notice> before, string id) => before.FirstOrDefault(notice => notice.Id == id);
}
