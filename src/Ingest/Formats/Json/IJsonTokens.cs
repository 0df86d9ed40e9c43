using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Json;

/// <summary>Walks a JSON document property by property. One walk goes through anything, another only through what is plain, and fast.</summary>
internal interface IJsonTokens
{
    /// <summary>Kind of the value it stands on.</summary>
    JsonTokenType Kind { get; }

    /// <summary>Unescaped text of the value it stands on, unless that is an object or array.</summary>
    ReadOnlySpan<byte> Text { get; }

    /// <summary>Goes to the next property of the object and stands on its value; false behind the end of the object.</summary>
    bool NextProperty(out ReadOnlySpan<byte> name);

    /// <summary>Goes to the next element of the array; false behind its end.</summary>
    bool NextElement();

    /// <summary>Steps over the value it stands on when that is an object or array; nothing happens otherwise.</summary>
    void Skip();

    /// <summary>What comes after the value it stands on; empty where the walk cannot tell.</summary>
    ReadOnlySpan<byte> Rest { get; }

    /// <summary>
    /// Leaves the object by these bytes, if they come next: they were walked before, from a value of such an object to behind its end.
    /// </summary>
    bool TryLeave(ReadOnlySpan<byte> ending);
}
