namespace RefillRadar.Grains.Board;

/// <summary>One answer for all who ask within a short time; a failure is not remembered.</summary>
/// <param name="age">For how long an answer counts, from when it was asked for.</param>
/// <param name="time">The clock.</param>
public sealed class Remembered<T>(Func<T, TimeSpan> age, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _answer;
    private DateTimeOffset _askedAt;

    /// <summary>Every answer counts as long.</summary>
    public Remembered(TimeSpan age, TimeProvider time)
        : this(_ => age, time)
    {
    }

    /// <summary>The answer that still counts, the one that is being read, or a new one. Who cancels leaves the read to the others.</summary>
    public Task<T> GetAsync(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && !Counts(_answer)))
            {
                _askedAt = time.GetUtcNow();
                _answer = Task.Run(read, CancellationToken.None);
            }

            return _answer.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The next who asks gets it anew.</summary>
    public void Forget()
    {
        lock (_lock)
            _answer = null;
    }

    private bool Counts(Task<T> answer) => answer.IsCompletedSuccessfully && time.GetUtcNow() - _askedAt <= age(answer.Result);
}
