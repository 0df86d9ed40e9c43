namespace RefillRadar.Bench;

/// <summary>One row of the report: something measured beside its yardstick, in turns, in one run.</summary>
internal sealed record Measurement(string What, string Unit, double Value, string Yardstick, double YardstickValue, double Ratio, string Goal);
