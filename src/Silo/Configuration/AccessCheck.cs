namespace RefillRadar.Silo.Configuration;

/// <summary>Pages ask for sign-in, the ingest endpoints for a key; a process that has only one of them needs only that.</summary>
internal static class AccessCheck
{
    /// <summary>Reports what is missing.</summary>
    /// <param name="reader">Takes the errors.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="open">Addresses that other machines can reach.</param>
    public static void Check(SettingsReader reader, RadarSettings settings, IReadOnlyList<string> open)
    {
        if (settings.Roles.HasFlag(RadarRoles.Dashboard) && !settings.Authentication.IsConfigured)
        {
            foreach (var address in open)
                reader.Fail("Authentication:Authority", $"is missing: {address} can be reached from other machines, and requires no sign-in. Set Authentication:Authority and Authentication:ClientId, or listen on http://localhost:8080.");
        }

        if (!settings.Roles.HasFlag(RadarRoles.Silo) || (!settings.Authentication.IsConfigured && open.Count == 0))
            return;
        if (settings.Ingest.Key is null)
            reader.Fail("Ingest:Key", "is missing: where other machines can reach this one, changes are taken only with a bearer key.");
        else if (settings.Ingest.Key.Length < 16)
            reader.Fail("Ingest:Key", "has to have at least 16 characters.");
    }
}
