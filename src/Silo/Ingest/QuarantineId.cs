using System.Security.Cryptography;
using System.Text;

namespace RefillRadar.Silo.Ingest;

/// <summary>The same for a record however often it is delivered: 128 bits of SHA-256 over source, position and bytes.</summary>
internal static class QuarantineId
{
    public static string Of(string source, string? position, ReadOnlySpan<byte> record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{source}\n{position}\n"));
        hash.AppendData(record);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
