using System.Globalization;
using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>Says to a product that a notice of its was sent, or never will be.</summary>
/// <param name="Key">Stock key.</param>
/// <param name="NoticeId">Which notice.</param>
/// <param name="At">When the mail was sent, UTC.</param>
/// <param name="Reason">Why the mail was sent; or why it was refused.</param>
/// <param name="Sent">False when the mail was refused for good.</param>
[GenerateSerializer, Immutable, Alias("refillradar.notice-mark")]
public sealed record NoticeMark(
    [property: Id(0)] string Key,
    [property: Id(1)] string NoticeId,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Reason,
    [property: Id(4)] bool Sent)
{
    /// <summary>Id of the episode's alert: a notice id is that and a number.</summary>
    public string AlertId => NoticeId[..NoticeId.LastIndexOf('-')];

    /// <summary>Number of the notice in its episode, from 1.</summary>
    public int Number => int.Parse(NoticeId.AsSpan(NoticeId.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
}
