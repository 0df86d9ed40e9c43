namespace RefillRadar.Grains.Health;

/// <summary>How a part of the installation is, from well to worst.</summary>
public enum HealthStatus
{
    /// <summary>It does what it should.</summary>
    Ok,

    /// <summary>It works, and somebody should look at it.</summary>
    Attention,

    /// <summary>It does not do what it should.</summary>
    Failing,
}
