using System.Text;

namespace RefillRadar.Ingest.Formats;

/// <summary>A name of a schema, table or column with its UTF-8 bytes, encoded once.</summary>
internal sealed class EncodedName
{
    private readonly byte[] _utf8;

    public EncodedName(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Text = text;
        _utf8 = Encoding.UTF8.GetBytes(text);
    }

    public string Text { get; }

    /// <summary>Equal up to the case of ASCII letters, as MySQL compares column names.</summary>
    public bool Matches(ReadOnlySpan<byte> name) =>
        name.Length == _utf8.Length && (name.SequenceEqual(_utf8) || Ascii.EqualsIgnoreCase(name, _utf8));
}
