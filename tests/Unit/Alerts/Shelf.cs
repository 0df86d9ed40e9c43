using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Alerts;

/// <summary>One product taken through <see cref="StockDecision"/> the way its grain does, with a clock of its own.</summary>
internal sealed class Shelf(Rule? rule)
{
    public const string Key = "7";
    public static readonly DateTimeOffset Opening = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly HashSet<string> _known = [];
    private uint _places;

    public Rule? Rule { get; set; } = rule;

    public ProductState State { get; private set; } = new();

    public DateTimeOffset Now { get; set; } = Opening;

    /// <summary>Every notice that was ever owed.</summary>
    public List<Notice> Notified { get; } = [];

    /// <summary>Every notice that was sent while it was owed.</summary>
    public List<Notice> Sent { get; } = [];

    /// <summary>Every episode that was ever open, as it was last seen.</summary>
    public Dictionary<string, Episode> Episodes { get; } = [];

    public Episode Open => State.Open ?? throw new InvalidOperationException("No episode is open.");

    public Episode Last => State.Ended[^1];

    public string Kinds => string.Join(' ', Notified.Select(notice => notice.Kind));

    public static Rule RuleOf(
        decimal threshold = 20, decimal? recovery = null, int hold = 0, int keepFiring = 0, int repeat = 240, string team = "floor") => new()
        {
            Name = "Lamp",
            Team = team,
            Threshold = threshold,
            RecoveryThreshold = recovery ?? threshold,
            Hold = TimeSpan.FromSeconds(hold),
            KeepFiring = TimeSpan.FromSeconds(keepFiring),
            Repeat = TimeSpan.FromMinutes(repeat),
            Line = 2,
            MatchedBy = "product",
        };

    public static Position At(ulong place, string source = "shop") => new(source, new Place(0, 0, place));

    public static StockChange ChangeAt(ulong place, decimal? quantity, StockOperation operation = StockOperation.Update) =>
        new(Key, operation, quantity, At(place), 0);

    public Shelf Set(params decimal[] quantities)
    {
        foreach (var quantity in quantities)
            Apply(ChangeAt(++_places, quantity));
        return this;
    }

    public Shelf Delete() => Apply(ChangeAt(++_places, null, StockOperation.Delete));

    public Shelf Apply(in StockChange change) => Take(StockDecision.Change(State.Settled(), Key, Rule, change, Now));

    public Shelf After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return Take(State.Settled());
    }

    public Shelf Under(Rule? rule)
    {
        Rule = rule;
        return Take(State.Settled());
    }

    /// <summary>All that is owed goes out.</summary>
    public Shelf Mail()
    {
        foreach (var notice in State.Outbox)
            Mark(notice);
        return this;
    }

    public Shelf Mark(Notice notice, bool sent = true)
    {
        if (sent && State.Outbox.Contains(notice))
            Sent.Add(notice);
        return Take(DeliveryMark.Apply(State.Settled(), Key, new NoticeMark(Key, notice.Id, Now, "FirstNotification", sent)));
    }

    public Shelf Act(AlertActionKind kind, DateTimeOffset? until = null, string by = "ada") =>
        TryAct(kind, State.Open?.Id ?? "", until, by) is { } refused ? throw new InvalidOperationException(refused) : this;

    public string? TryAct(AlertActionKind kind, string alertId, DateTimeOffset? until = null, string by = "ada")
    {
        var (state, refused) = OperatorAction.Apply(State.Settled(), Key, alertId, new AlertAction(kind, by, "note", until), Now);
        Take(state);
        return refused;
    }

    private Shelf Take(ProductState state)
    {
        State = StockDecision.Evaluate(state, Key, Rule, Now);
        Notified.AddRange(State.Outbox.Where(notice => _known.Add(notice.Id)));
        foreach (var episode in State.Open is { } open ? State.Ended.Add(open) : State.Ended)
            Episodes[episode.Id] = episode;
        return this;
    }
}
