using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace RefillRadar.Bench.Parsing;

/// <summary>The floor: every token of the event and of each decoded payload read, nothing looked at.</summary>
internal static class TokenWalk
{
    public static long Run(ReadOnlySpan<byte> body)
    {
        var tokens = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            tokens++;
            if (reader.TokenType != JsonTokenType.PropertyName || reader.ValueSpan.Length != 4 || !reader.ValueTextEquals("data"u8))
                continue;
            reader.Read();
            Base64.DecodeFromUtf8(reader.ValueSpan, buffer, out _, out var length);
            var payload = new Utf8JsonReader(buffer.AsSpan(0, length));
            while (payload.Read())
                tokens++;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return tokens;
    }
}
