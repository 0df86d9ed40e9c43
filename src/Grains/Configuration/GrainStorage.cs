namespace RefillRadar.Grains.Configuration;

/// <summary>The name under which the host registers grain storage.</summary>
public static class GrainStorage
{
    /// <summary>Name of the one storage provider.</summary>
    public const string Name = "radar";
}
