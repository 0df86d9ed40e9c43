namespace RefillRadar.Dashboard.Api;

/// <summary>Stock keys in addresses: they may hold any character, slashes and percent signs too.</summary>
internal static class RawKey
{
    /// <summary>What follows <paramref name="prefix"/> in the path of an address as it was sent, decoded once; null when it does not.</summary>
    public static string? After(string prefix, string? address)
    {
        if (address is null)
            return null;

        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? address : address[..end];
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : Uri.UnescapeDataString(path[(start + prefix.Length)..]);
    }
}
