using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

/// <summary>Bodies that were compressed on their way, as Fluent Bit, Vector and others send them.</summary>
public sealed class CompressedBodyTests(CompressedBodyTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<CompressedBodyTests.Fixture>
{
    private const int MostBytes = 100_000;

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("GZIP", 2)]
    [InlineData("x-gzip", 3)]
    [InlineData("identity", 4)]
    public async Task A_compressed_body_is_unpacked(string encoding, int product)
    {
        var lines = Lines(product, 5);
        using var response = await SendAsync(encoding == "identity" ? lines : Pack(lines), encoding);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((1, 0), (answer.RootElement.GetProperty("applied").GetInt32(), answer.RootElement.GetProperty("quarantined").GetInt32()));
        Assert.Equal("firing", Assert.Single(await Api.AlertsOfAsync(product)).Status);
    }

    [Theory]
    [InlineData("/ingest/records")]
    [InlineData("/ingest/kinesis")]
    public async Task A_body_that_is_too_large_once_it_is_unpacked_is_refused(string path)
    {
        using var response = await SendAsync(Pack(new byte[MostBytes + 1]), "gzip", path);
        await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "MaxBodyBytes");
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_header_says_is_refused_whole()
    {
        var packed = Pack(Lines(5, 5));
        byte[][] broken = [Lines(5, 5), packed[..^1], packed[..(packed.Length / 2)], [.. packed[..^5], 0, 0, 0, 0, 0]];
        foreach (var body in broken)
        {
            using var response = await SendAsync(body, "gzip");
            await AssertProblemAsync(response, HttpStatusCode.BadRequest, "gzip");
        }

        Assert.Empty(await Api.AlertsOfAsync(5));
        Assert.Empty((await Api.GetAsync("/api/quarantine")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("nonsense")]
    public async Task Any_other_encoding_is_refused_with_what_is_taken(string encoding)
    {
        using var response = await SendAsync(Lines(6, 5), encoding);
        Assert.Equal("gzip", string.Join(',', response.Headers.GetValues("Accept-Encoding")));
        await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, encoding);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string part)
    {
        Assert.Equal(status, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(part, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static byte[] Lines(int product, int quantity) => Encoding.UTF8.GetBytes(
        $$$"""{"database":"HASP","table":"inventory","type":"insert","ts":1772359872,"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}}}""");

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(body);
        return packed.ToArray();
    }

    private Task<HttpResponseMessage> SendAsync(byte[] body, string encoding, string path = "/ingest/records") =>
        Api.PostAsync(path, body, "application/json", encoding: encoding);

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold", .. Enumerable.Range(1, 10).Select(product => $"{product},Product {product},20")])
    {
        internal override string[] Settings => [.. RadarProcess.Quick, $"--RefillRadar:Ingest:MaxBodyBytes={MostBytes}"];
    }
}
