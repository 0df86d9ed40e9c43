using Amazon.CDK;
using RefillRadar.Infra.Account;
using RefillRadar.Infra.Radar;

namespace RefillRadar.Infra;

/// <summary>The stacks: one an account has once, and one an environment.</summary>
internal static class Installation
{
    /// <exception cref="SettingsException">Lists every wrong or missing setting.</exception>
    public static void Add(App app)
    {
        var settings = SettingsReader.Read(app.Node);
        var account = new AccountStack(app, "RefillRadar-Account", settings);
        var radar = new RadarStack(app, $"RefillRadar-{settings.Environment}", settings);
        radar.AddDependency(account, "DMS asks for its account-wide roles, ECS for the image.");
        Tags.Of(app).Add("project", "refillradar");
        Tags.Of(radar).Add("environment", settings.Environment);
        foreach (var warning in settings.Warnings)
            Annotations.Of(radar).AddWarning(warning);
    }
}
