namespace RefillRadar.Grains.Board;

/// <summary>One answer for all who ask within a short time; a failure is not remembered.</summary>
internal sealed class Remembered<T>(TimeSpan age, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _answer;
    private DateTimeOffset _askedAt;

    public Task<T> GetAsync(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && (!_answer.IsCompletedSuccessfully || time.GetUtcNow() - _askedAt > age)))
            {
                _askedAt = time.GetUtcNow();
                _answer = Task.Run(read, CancellationToken.None);
            }

            return _answer.WaitAsync(cancellationToken);
        }
    }
}
