namespace RefillRadar.Bench.Pages;

/// <summary>What a probe does to the page.</summary>
internal enum ProbeKind
{
    /// <summary>The quantity of a row that is shown changes.</summary>
    Level,

    /// <summary>An alert opens: a new row comes.</summary>
    Alert,
}
