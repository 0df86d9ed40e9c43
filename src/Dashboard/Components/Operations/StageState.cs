namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>How a stage is, from well to worst.</summary>
public enum StageState
{
    /// <summary>It does what it should.</summary>
    Ok,

    /// <summary>It has much to do and keeps up, or nearly.</summary>
    Busy,

    /// <summary>What it should have done by now waits.</summary>
    Behind,

    /// <summary>Something it does goes wrong.</summary>
    Failing,

    /// <summary>It could not be asked.</summary>
    NoAnswer,
}
