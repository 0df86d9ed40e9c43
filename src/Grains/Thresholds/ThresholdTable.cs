using System.Collections.Immutable;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>
/// The rows in force, and which of them wins for a stock key. The most specific enabled or disabled row wins whole:
/// product and warehouse, product, then the defaults: category and warehouse, category, warehouse, all.
/// Only what describes (name, category, team) is filled in from less specific rows where the winner leaves it empty.
/// </summary>
public sealed class ThresholdTable
{
    /// <summary>The team of rows that name none.</summary>
    public const string DefaultTeam = "default";

    private readonly Dictionary<string, ThresholdRow> _products = new(StringComparer.Ordinal);
    private readonly Lazy<List<string>[]> _keys;
    private readonly Dictionary<(string? Category, string? Warehouse), ThresholdRow> _defaults = [];

    /// <summary>Indexes the rows of one file.</summary>
    /// <param name="version">Version of the file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="since">When it came into force, UTC.</param>
    /// <param name="ignoreCase">Whether stock keys are in upper case.</param>
    public ThresholdTable(string? version, ImmutableArray<ThresholdRow> rows, DateTimeOffset since = default, bool ignoreCase = false)
    {
        Version = version;
        Rows = rows;
        Since = since;
        string? Fold(string? text) => ignoreCase ? text?.ToUpperInvariant() : text;
        _keys = new Lazy<List<string>[]>(KeysByPartition);
        foreach (var row in rows)
        {
            if (row.IsDefault)
                _defaults[(row.Category, Fold(row.Warehouse))] = row;
            else
                _products[Fold(StockKey.Of(row.ProductId, row.Warehouse))!] = row;
        }
    }

    /// <summary>No rows: nothing is tracked.</summary>
    public static ThresholdTable Empty { get; } = new(null, []);

    /// <summary>Version of the file; null when none was ever accepted.</summary>
    public string? Version { get; }

    /// <summary>When the file came into force, UTC: changes that came earlier were judged by another one.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Every row, in file order.</summary>
    public ImmutableArray<ThresholdRow> Rows { get; }

    /// <summary>Every team of a row, once.</summary>
    public IEnumerable<string> Teams => Rows.Select(row => row.Team ?? DefaultTeam).Distinct(StringComparer.Ordinal);

    /// <summary>Stock keys of one partition that have a row of their own.</summary>
    public IReadOnlyList<string> KeysOf(int partition) => _keys.Value[partition];

    /// <summary>The rule for a stock key; null when no row applies or the winning one is disabled.</summary>
    public Rule? Resolve(string key, AlertsOptions defaults)
    {
        if (!_products.ContainsKey(key) && _defaults.Count == 0 && !key.Contains('@', StringComparison.Ordinal))
            return null;
        return Winner(key, out var candidates) is { Enabled: true } winner
            ? Fill(winner, candidates, StockKey.Split(key).ProductId, defaults)
            : null;
    }

    /// <summary>The row that wins for a stock key, be it one that is disabled; null when none applies.</summary>
    public ThresholdRow? RowOf(string key) => Winner(key, out _);

    private ThresholdRow? Winner(string key, out Candidates candidates)
    {
        var own = _products.GetValueOrDefault(key);
        var (productId, warehouse) = StockKey.Split(key);
        var general = warehouse is null ? null : _products.GetValueOrDefault(StockKey.Of(productId));
        candidates = new Candidates(this, own, general, own?.Category ?? general?.Category, warehouse);
        foreach (var row in candidates)
        {
            if (row.Threshold is not null || !row.Enabled)
                return row;
        }

        return null;
    }

    private List<string>[] KeysByPartition()
    {
        var keys = new List<string>[StockPartitions.Count];
        for (var partition = 0; partition < keys.Length; partition++)
            keys[partition] = [];
        foreach (var key in _products.Keys)
            keys[StockPartitions.Of(key)].Add(key);
        return keys;
    }

    /// <summary>Whether a row applies to the key at all, be it one that is disabled.</summary>
    internal bool Covers(string key) => Winner(key, out _) is not null;

    private static Rule Fill(
        ThresholdRow winner, Candidates candidates, string productId, AlertsOptions defaults)
    {
        string? name = null, team = null, category = null;
        int? hold = null, repeat = null;
        double? lead = null;
        var won = false;
        foreach (var row in candidates)
        {
            // A row that leaves its threshold to a default still says the rest for itself.
            if (!won)
                (hold, repeat, lead) = (hold ?? row.HoldSeconds, repeat ?? row.RepeatMinutes, lead ?? row.LeadTimeDays);
            won |= ReferenceEquals(row, winner);
            category ??= row.Category;
            if (!row.IsDefault && row.Name.Length > 0)
                name ??= row.Name;
            team ??= row.Team;
        }

        var threshold = winner.Threshold!.Value;
        return new Rule
        {
            Name = name ?? productId,
            Category = category,
            Team = team ?? DefaultTeam,
            Threshold = threshold,
            RecoveryThreshold = winner.RecoveryThreshold ?? threshold,
            Hold = TimeSpan.FromSeconds(hold ?? defaults.HoldSeconds),
            KeepFiring = TimeSpan.FromSeconds(defaults.KeepFiringSeconds),
            Repeat = TimeSpan.FromMinutes(repeat ?? defaults.RepeatMinutes),
            LeadTimeDays = lead,
            Line = winner.Line,
            MatchedBy = MatchedBy(winner),
        };
    }

    private static string MatchedBy(ThresholdRow row) => (row.IsDefault, row.Category, row.Warehouse) switch
    {
        (false, _, not null) => "product and warehouse",
        (false, _, null) => "product",
        (true, not null, not null) => "category and warehouse",
        (true, not null, null) => "category",
        (true, null, not null) => "warehouse",
        (true, null, null) => "default",
    };

    /// <summary>The rows that apply to one key, most specific first, without allocating.</summary>
    private readonly struct Candidates(
        ThresholdTable table, ThresholdRow? own, ThresholdRow? general, string? category, string? warehouse)
    {
        public Enumerator GetEnumerator() => new(this);

        private ThresholdRow? At(int step) => step switch
        {
            0 => own,
            1 => general,
            2 => category is null || warehouse is null ? null : table.Default(category, warehouse),
            3 => category is null ? null : table.Default(category, null),
            4 => warehouse is null ? null : table.Default(null, warehouse),
            _ => table.Default(null, null),
        };

        public struct Enumerator(Candidates candidates)
        {
            private int _step = -1;

            public ThresholdRow Current { get; private set; } = null!;

            public bool MoveNext()
            {
                while (++_step < 6)
                {
                    if (candidates.At(_step) is not { } row)
                        continue;
                    Current = row;
                    return true;
                }

                return false;
            }
        }
    }

    private ThresholdRow? Default(string? category, string? warehouse) => _defaults.GetValueOrDefault((category, warehouse));
}
