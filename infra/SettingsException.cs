namespace RefillRadar.Infra;

/// <summary>The context does not describe an installation; the message lists every error.</summary>
internal sealed class SettingsException(IReadOnlyList<string> errors)
    : Exception("The settings do not fit:" + string.Concat(errors.Select(error => $"{System.Environment.NewLine}  {error}")));
