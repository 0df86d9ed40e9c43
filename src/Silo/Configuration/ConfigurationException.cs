namespace RefillRadar.Silo.Configuration;

/// <summary>The configuration is wrong; every error in one message.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> errors)
    : Exception("The configuration is not valid:" + string.Concat(errors.Select(error => $"{Environment.NewLine}  - {error}")))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
