using System.Text.Json;
using RefillRadar.Pipeline.Lambda;

namespace RefillRadar.Pipeline.Streams;

/// <summary>
/// What an answer means for its batch, with <c>ReportBatchItemFailures</c>.
/// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
/// </summary>
/// <param name="Done">How many records, from the first, are done.</param>
/// <param name="Error">Why the whole batch failed; null when it did not.</param>
internal sealed record Verdict(int Done, string? Error)
{
    /// <summary>Judges the answer to a batch.</summary>
    public static Verdict Of(FunctionAnswer answer, IReadOnlyList<StreamRecord> batch)
    {
        if (answer.Error is { } error)
            return Failed(error);
        // Nothing said is nothing wrong: to AWS an empty answer is complete success.
        if (answer.Body.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return Complete(batch);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return Of(document.RootElement, batch);
        }
        catch (JsonException exception)
        {
            return Failed($"The answer is no JSON: {exception.Message}");
        }
    }

    private static Verdict Of(JsonElement answer, IReadOnlyList<StreamRecord> batch)
    {
        if (answer.ValueKind == JsonValueKind.Null)
            return Complete(batch);
        if (answer.ValueKind != JsonValueKind.Object)
            return Failed("The answer is no object.");
        if (!answer.TryGetProperty("batchItemFailures", out var failures) || failures.ValueKind == JsonValueKind.Null)
            return Complete(batch);
        if (failures.ValueKind != JsonValueKind.Array)
            return Failed("batchItemFailures is no list.");
        var lowest = batch.Count;
        foreach (var failure in failures.EnumerateArray())
        {
            if (Place(failure, batch) is not { } place)
                return Failed($"A failure names no record of the batch: {failure}");
            lowest = Math.Min(lowest, place);
        }

        return new Verdict(lowest, null);
    }

    // Records of a batch stand in the order of their sequence numbers.
    private static int? Place(JsonElement failure, IReadOnlyList<StreamRecord> batch)
    {
        if (failure.ValueKind != JsonValueKind.Object || !failure.TryGetProperty("itemIdentifier", out var identifier)
            || identifier.ValueKind != JsonValueKind.String)
            return null;
        for (var place = 0; place < batch.Count; place++)
        {
            if (identifier.ValueEquals(batch[place].SequenceNumber))
                return place;
        }

        return null;
    }

    private static Verdict Complete(IReadOnlyList<StreamRecord> batch) => new(batch.Count, null);

    private static Verdict Failed(string error) => new(0, error);
}
