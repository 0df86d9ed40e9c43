using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>
/// Compares the rows of a threshold file with the stock keys of products, which may come in parts. A row without a warehouse is met by its
/// product in any warehouse. Not safe for use by several threads.
/// </summary>
internal sealed class ThresholdMatcher
{
    private readonly bool _ignoreCase;
    private readonly ThresholdRow[] _rows;
    private readonly bool[] _isSeen;
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byLetters = new(StringComparer.Ordinal);
    private readonly ImmutableArray<SimilarKey>.Builder _similarKeys = ImmutableArray.CreateBuilder<SimilarKey>();
    private int _similar;
    private int _products;

    /// <summary>For these rows.</summary>
    /// <param name="rows">Rows of a file.</param>
    /// <param name="ignoreCase">Whether stock keys are in upper case.</param>
    public ThresholdMatcher(ImmutableArray<ThresholdRow> rows, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        _rows = [.. rows.Where(row => !row.IsDefault)];
        _isSeen = new bool[_rows.Length];
        for (var index = 0; index < _rows.Length; index++)
        {
            var key = StockKey.Of(_rows[index].ProductId, _rows[index].Warehouse);
            _byKey[ignoreCase ? key.ToUpperInvariant() : key] = index;
            _byLetters.TryAdd(LettersOf(key), index);
        }
    }

    /// <summary>What was found so far.</summary>
    public ThresholdMatch Result
    {
        get
        {
            ThresholdRow[] unseen = [.. _rows.Where((row, index) => row.Enabled && !_isSeen[index])];
            return new ThresholdMatch(_products, unseen.Length, [.. unseen.Take(ThresholdMatch.MostNamed)], _similar, _similarKeys.ToImmutable());
        }
    }

    /// <summary>Adds products by their stock keys.</summary>
    public void Add(IReadOnlyCollection<string> keys)
    {
        _products += keys.Count;
        foreach (var key in keys)
        {
            // As the key of a row without a warehouse.
            var productId = StockKey.Of(StockKey.Split(key).ProductId);
            // Both rows are met, though one wins.
            var hasRow = See(key) | See(productId);
            if (hasRow || !(_byLetters.TryGetValue(LettersOf(key), out var index) || _byLetters.TryGetValue(LettersOf(productId), out index)))
                continue;
            _similar++;
            if (_similarKeys.Count < ThresholdMatch.MostNamed)
                _similarKeys.Add(new SimilarKey(key, _rows[index]));
        }
    }

    private bool See(string key) => _byKey.TryGetValue(_ignoreCase ? key.ToUpperInvariant() : key, out var index) && (_isSeen[index] = true);

    private static string LettersOf(string key) => string.Concat(key.Where(unit => !char.IsWhiteSpace(unit))).ToUpperInvariant();
}
