namespace RefillRadar.Silo.Configuration;

/// <summary>What one process is.</summary>
[Flags]
internal enum RadarRoles
{
    None = 0,

    /// <summary>Runs grains and takes changes in.</summary>
    Silo = 1,

    /// <summary>Serves pages, API and hub.</summary>
    Dashboard = 2,
}
