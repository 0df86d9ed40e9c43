using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Alerts;

/// <summary>Runs a <see cref="Product"/>. Leaves memory by itself: Orleans' own collection does not survive a clock that is set back.</summary>
[GrainType("product"), PreferLocalPlacement, KeepAlive] // only its partition calls it
internal sealed partial class ProductGrain(
    [PersistentState("product", GrainStorage.Name)] IPersistentState<ProductState> stored,
    IAlertStore alerts,
    IOptions<AlertsOptions> options,
    TimeProvider time,
    ILogger<ProductGrain> logger) : Grain, IProductGrain
{
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(2);
    private string _key = "";
    private Product _product = null!;
    private IGrainTimer? _idle;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        _product = new Product(_key, stored, alerts, Offer, options.Value, time);
        _product.Activate();
        return Task.CompletedTask;
    }

    public async Task<ProductAnswer> Decide(ProductCall call, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _product.DecideAsync(call, cancellationToken);
            if (answer.Decided)
                LogDecided(logger, _key, answer.Level.Quantity, answer.Revision);
            LeaveWhenIdle();
            return answer;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    // With an open episode more calls may follow soon.
    private void LeaveWhenIdle()
    {
        if (_product.IsIdle)
            DeactivateOnIdle();
        else if (_idle is null)
            _idle = this.RegisterGrainTimer(Leave, new GrainTimerCreationOptions(IdleAfter, Timeout.InfiniteTimeSpan));
        else
            _idle.Change(IdleAfter, Timeout.InfiniteTimeSpan);
    }

    private Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    // One-way: a decision never waits for a delivery.
    private void Offer(string team, ImmutableArray<Notice> notices) =>
        _ = GrainFactory.GetGrain<INotificationGrain>(team).Offer(_key, notices);
}
