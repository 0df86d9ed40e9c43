using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Polls the source; compares, keeps and announces what is accepted.</summary>
[GrainType("thresholds"), KeepAlive]
internal sealed partial class ThresholdsGrain(
    IThresholdSource source, IOptions<FeedOptions> feed, TimeProvider time, ILogger<ThresholdsGrain> logger) : Grain, IThresholdsGrain
{
    private ThresholdRows _current = new(null, []);
    private DateTimeOffset? _loadedAt;
    private string? _seenVersion;
    private ImmutableArray<string> _errors = [];
    private DateTimeOffset? _refusedAt;
    private bool _isMissing;
    private (ThresholdFile File, ImmutableArray<ThresholdRow> Rows, ThresholdHold Hold, long SeenAt)? _held;

    // Without the kept file nothing may be answered: an empty table would end every open alert.
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await source.ReadKeptAsync(cancellationToken) is { } kept)
        {
            var (rows, errors) = ThresholdCsv.Parse(kept.Content, isAccepted: true);
            if (!errors.IsEmpty)
                throw new InvalidOperationException($"The threshold file kept from before can no longer be read: {errors[0]}");
            _current = new ThresholdRows(kept.Version, rows, kept.ModifiedAt);
            _loadedAt = kept.ModifiedAt;
        }

        await PollAsync(cancellationToken);
        this.RegisterGrainTimer(PollAsync, new GrainTimerCreationOptions(source.PollInterval, source.PollInterval) { KeepAlive = true });
    }

    public Task<ThresholdRows?> Read(string? knownVersion) =>
        Task.FromResult(_current.Version == knownVersion ? null : _current);

    public Task<ThresholdsInfo> Info() => Task.FromResult(
        new ThresholdsInfo(source.Name, _current.Version, _current.Rows.Length, _loadedAt, _errors, _refusedAt, _isMissing, _held?.Hold.Reason));

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await source.ReadAsync(_seenVersion, cancellationToken) is { } file)
                await TakeAsync(file, cancellationToken);
            else if (_held is { } held && time.GetElapsedTime(held.SeenAt) >= held.Hold.For)
                await AcceptAsync(held.File, held.Rows, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (_errors is not [var known] || known != exception.Message)
                LogUnreadable(logger, exception is IOException ? null : exception, source.Name, exception.Message);
            (_seenVersion, _held, _isMissing) = (null, null, true);
            _errors = [exception.Message];
            _refusedAt ??= time.GetUtcNow();
        }
    }

    private async Task TakeAsync(ThresholdFile file, CancellationToken cancellationToken)
    {
        (_seenVersion, _held, _isMissing) = (file.Version, null, false);
        var (rows, errors) = ThresholdCsv.Parse(file.Content, ignoreCase: feed.Value.IgnoreCase);
        if (!errors.IsEmpty)
            Refuse(errors);
        else if (_current.Version != file.Version && ThresholdHold.Of(file.Content.Span, rows.Length, _current.Rows.Length) is { } hold)
            Hold(file, rows, hold);
        else
            await AcceptAsync(file, rows, cancellationToken);
    }

    private void Hold(ThresholdFile file, ImmutableArray<ThresholdRow> rows, ThresholdHold hold)
    {
        (_errors, _refusedAt) = ([], null);
        _held = (file, rows, hold, time.GetTimestamp());
        LogHeld(logger, source.Name, hold.Reason, hold.For);
    }

    private async Task AcceptAsync(ThresholdFile file, ImmutableArray<ThresholdRow> rows, CancellationToken cancellationToken)
    {
        (_errors, _refusedAt, _held) = ([], null, null);
        if (_current.Version == file.Version)
            return;
        var now = time.GetUtcNow();
        await source.KeepAsync(file with { ModifiedAt = now }, cancellationToken);
        _current = new ThresholdRows(file.Version, rows, now);
        _loadedAt = now;
        LogAccepted(logger, file.Version, source.Name, rows.Length);
        for (var partition = 0; partition < StockPartitions.Count; partition++)
            _ = GrainFactory.GetGrain<IThresholdListener>(partition).ThresholdsChanged(file.Version);
    }

    private void Refuse(ImmutableArray<string> errors)
    {
        _errors = errors;
        _refusedAt = time.GetUtcNow();
        LogRefused(logger, source.Name, _current.Version, string.Join(' ', errors.Take(20)));
    }
}
