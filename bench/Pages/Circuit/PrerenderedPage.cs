using System.Text.RegularExpressions;

namespace RefillRadar.Bench.Pages.Circuit;

/// <summary>What a page's HTML says to the script that makes it live.</summary>
/// <param name="Operations">The components to start, as the script asks for them.</param>
/// <param name="State">State of the prerendering, which the server reads again.</param>
internal sealed partial record PrerenderedPage(string Operations, string State)
{
    public static async Task<PrerenderedPage> GetAsync(HttpMessageInvoker http, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html");
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var html = await response.Content.ReadAsStringAsync(cancellationToken);

        // A component that was prerendered has a second marker at its end, without a descriptor.
        var adds = Marker().Matches(html)
            .Select(match => match.Groups["json"].Value)
            .Where(json => json.Contains("\"descriptor\"", StringComparison.Ordinal))
            .Select((json, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{json}}}""");
        return new PrerenderedPage($$"""{"batchId":1,"operations":[{{string.Join(',', adds)}}]}""", ServerState().Match(html).Groups["state"].Value);
    }

    [GeneratedRegex("<!--Blazor:(?<json>.*?)-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->")]
    private static partial Regex ServerState();
}
