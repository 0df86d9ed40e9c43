using System.Security.Cryptography;
using System.Text;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

/// <summary>
/// Signature version 4 as AWS publishes it, written from the description and not from the SDK.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class PublishedSignature
{
    /// <summary>Derives the key of a day, a region and a service.</summary>
    public static byte[] Key(string secret, string date, string region, string service) =>
        new[] { date, region, service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Hmac);

    /// <summary>Signs a request; the headers by their lower-case names, a query as it is to be signed.</summary>
    public static string Of(
        string secret, string scope, string time, string method, string path, string query, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var names = headers.Keys.Order(StringComparer.Ordinal).ToArray();
        var canonical = string.Join(
            '\n',
            [method, path, query, .. names.Select(name => $"{name}:{headers[name].Trim()}"), "", string.Join(';', names), Hash(body)]);
        var parts = scope.Split('/');
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        return Convert.ToHexStringLower(Hmac(Key(secret, parts[0], parts[1], parts[2]), toSign));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
