using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RefillRadar.Ingest.Lambda;

/// <summary>Hands a batch to a silo as it came, and the silo's answer back.</summary>
public sealed class Forwarder(HttpClient http, Uri endpoint, string key)
{
    /// <summary>
    /// Posts the event and returns the answer, unchanged. To the event source an empty answer means that every record is
    /// done, so anything but a proper answer is an error.
    /// </summary>
    /// <exception cref="ForwardingException">The silo did not take the batch, or did not say that it did.</exception>
    public async Task<byte[]> ForwardAsync(byte[] batch, string? traceId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
        try
        {
            using var request = RequestFor(batch, traceId);
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new ForwardingException($"{endpoint} answered {(int)response.StatusCode}.");
            return IsAnswer(answer)
                ? answer
                : throw new ForwardingException($"{endpoint} answered 200 without batchItemFailures.");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ForwardingException($"{endpoint} did not respond within {timeout.TotalSeconds:0.0} s.", e);
        }
        catch (HttpRequestException e)
        {
            throw new ForwardingException($"{endpoint} could not be reached: {e.Message}", e);
        }
    }

    private HttpRequestMessage RequestFor(byte[] batch, string? traceId)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(batch) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (!string.IsNullOrEmpty(traceId))
            request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", traceId);
        return request;
    }

    private static bool IsAnswer(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("batchItemFailures", out var failures)
                && failures.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
