using Amazon.CDK.AWS.CloudWatch;

namespace RefillRadar.Infra.Radar;

/// <summary>A number that is watched, and when it wakes somebody.</summary>
/// <param name="Name">Of the alarm, after the prefix, and of its line in docs/operations.md.</param>
/// <param name="Meaning">A sentence.</param>
/// <param name="Metric">The number.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Threshold">With what.</param>
/// <param name="Periods">How many times running.</param>
/// <param name="Missing">What no number means.</param>
internal sealed record Signal(
    string Name,
    string Meaning,
    IMetric Metric,
    ComparisonOperator Comparison,
    double Threshold,
    int Periods,
    TreatMissingData Missing = TreatMissingData.NOT_BREACHING);
