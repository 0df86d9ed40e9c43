using System.Text;

namespace RefillRadar.Ingest.Formats;

/// <summary>Puts foreign text into a sentence for people.</summary>
internal static class Reason
{
    private const int Longest = 64;

    /// <summary>The text in quotes, at most 64 characters of it, control characters and broken UTF-8 replaced.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        // No character takes more than four bytes.
        var head = text[..Math.Min(text.Length, Longest * 4)];
        return $"\"{Clean(Encoding.UTF8.GetString(head))}\"";
    }

    /// <summary>At most 64 characters of the text, control characters and lone surrogates replaced.</summary>
    public static string Clean(string text, int longest = Longest)
    {
        var clean = new StringBuilder(longest + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest)
                return clean.Append('…').ToString();
            clean.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }
}
