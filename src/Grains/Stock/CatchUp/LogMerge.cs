using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>
/// Several logs as one, by the time of their changes: a product that was heard from two sources has to end with the one that was
/// heard last. Each log keeps its own order, whatever its times say.
/// </summary>
internal static class LogMerge
{
    public static async IAsyncEnumerable<LoggedChanges> ReadAsync(
        IEnumerable<IChangeLog> logs, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Head> heads = [];
        try
        {
            foreach (var log in logs)
                heads.Add(new Head(log.ReadAsync(since, cancellationToken).GetAsyncEnumerator(cancellationToken)));
            foreach (var head in heads)
                await head.FillAsync();
            while (heads.Where(head => !head.IsAtEnd).OrderBy(head => head.Ticks).ToArray() is [var first, .. var others])
            {
                yield return first.TakeUntil(others.Length == 0 ? long.MaxValue : others[0].Ticks);
                await first.FillAsync();
            }
        }
        finally
        {
            foreach (var head in heads)
                await head.DisposeAsync();
        }
    }

    /// <summary>Where one log has been read to.</summary>
    private sealed class Head(IAsyncEnumerator<LoggedChanges> log) : IAsyncDisposable
    {
        private LoggedChanges? _some;
        private int _taken;
        private long _latest;

        public bool IsAtEnd { get; private set; }

        /// <summary>Time of the next change; never earlier than that of one before it.</summary>
        public long Ticks => Math.Max(_latest, _some!.TicksOf(_taken));

        public async Task FillAsync()
        {
            while (!IsAtEnd && (_some is null || _taken == _some.Changes.Length))
            {
                IsAtEnd = !await log.MoveNextAsync();
                (_some, _taken) = (IsAtEnd ? null : log.Current, 0);
            }
        }

        /// <summary>The next changes, at least one, up to a time that belongs to another log.</summary>
        public LoggedChanges TakeUntil(long ticks)
        {
            var start = _taken;
            do
            {
                _latest = Ticks;
                _taken++;
            }
            while (_taken < _some!.Changes.Length && Ticks <= ticks);
            return start == 0 && _taken == _some.Changes.Length
                ? _some
                : _some with { Changes = ImmutableArray.Create(_some.Changes, start, _taken - start) };
        }

        public ValueTask DisposeAsync() => log.DisposeAsync();
    }
}
