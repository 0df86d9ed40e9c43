using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using MudBlazor;
using RefillRadar.Dashboard.Security;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Acknowledges, snoozes and unsnoozes for a user: asks who and why, acts, and reports the outcome.</summary>
internal sealed partial class AlertCommands(
    IRadar radar,
    IDialogService dialogs,
    ISnackbar snackbar,
    AuthenticationStateProvider authentication,
    IAuthorizationService authorization,
    ILogger<AlertCommands> logger)
{
    private static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>The alert after the action; null when nothing was done.</summary>
    public async Task<Alert?> AskAsync(Alert alert, AlertActionKind kind) =>
        await AskAsync([alert], kind) is { } action ? await ActAsync(alert, action) : null;

    /// <summary>Asks once for all of them: who, why, and how long; null when it was cancelled, or is not allowed.</summary>
    public async Task<AlertAction?> AskAsync(IReadOnlyList<Alert> alerts, AlertActionKind kind)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        var visitor = await Visitor.OfAsync(state.User, authorization);
        if (!visitor.MayRespond)
        {
            snackbar.Add("You have view-only access.", Severity.Warning);
            return null;
        }

        var parameters = new DialogParameters<ActionDialog>
        {
            { dialog => dialog.Alerts, alerts },
            { dialog => dialog.Kind, kind },
            { dialog => dialog.SignedIn, visitor.Name },
        };
        var reference = await dialogs.ShowAsync<ActionDialog>(kind.ToString(), parameters, Options);
        return await reference.Result is { Canceled: false, Data: AlertAction action } ? action : null;
    }

    /// <summary>For an action with many alerts at once.</summary>
    public BulkAction Bulk() => new BulkAction(radar);

    private async Task<Alert?> ActAsync(Alert alert, AlertAction action)
    {
        try
        {
            var result = await radar.ActAsync(alert.Id, action, CancellationToken.None);
            if (result.Alert is null)
                snackbar.Add("This alert no longer exists.", Severity.Warning);
            else if (result.Refused is { } why)
                snackbar.Add(why, Severity.Warning);
            else
                Report(alert, action);

            return result.Alert;
        }
#pragma warning disable CA1031 // Shown to the user, who can try again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, action.Kind, alert.Id);
            snackbar.Add("The server did not respond. Try again in a few seconds.", Severity.Error);
            return null;
        }
    }

    private void Report(Alert alert, AlertAction action)
    {
        snackbar.Add($"{alert.ProductName}: {Done(action.Kind)}", Severity.Success, options =>
        {
            if (Opposite(action.Kind) is not { } undo)
                return;
            options.Action = "Undo";
            options.RequireInteraction = false;
            options.OnClick = _ => ActAsync(alert, new AlertAction(undo, action.By));
        });
    }

    // An undo is not undone in turn: what came before is not known any more.
    private static AlertActionKind? Opposite(AlertActionKind kind)
    {
        return kind switch
        {
            AlertActionKind.Acknowledge => AlertActionKind.Unacknowledge,
            AlertActionKind.Snooze => AlertActionKind.Unsnooze,
            _ => null,
        };
    }

    private static string Done(AlertActionKind kind)
    {
        return kind switch
        {
            AlertActionKind.Acknowledge => "acknowledged",
            AlertActionKind.Snooze => "snoozed",
            AlertActionKind.Unacknowledge => "no longer acknowledged",
            _ => "no longer snoozed",
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of alert {AlertId} failed")]
    private partial void LogFailed(Exception exception, AlertActionKind kind, string alertId);
}
