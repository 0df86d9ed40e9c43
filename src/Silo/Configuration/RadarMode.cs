namespace RefillRadar.Silo.Configuration;

/// <summary>Which family of adapters a process uses.</summary>
internal enum RadarMode
{
    /// <summary>One process on embedded parts.</summary>
    Embedded,

    /// <summary>A cluster on AWS.</summary>
    Aws,
}
