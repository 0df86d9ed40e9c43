namespace RefillRadar.Grains.Stock.Levels;

/// <summary>What else is known of a level.</summary>
[Flags]
internal enum LevelFlags : byte
{
    None = 0,

    /// <summary>A level was seen.</summary>
    HasQuantity = 1,

    /// <summary>The row was deleted.</summary>
    Deleted = 2,

    /// <summary>A sample was taken since the last write-behind.</summary>
    Sampled = 4,

    /// <summary>Changed since the last push to the observers.</summary>
    Unpushed = 8,
}
