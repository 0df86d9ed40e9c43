using System.Collections.Immutable;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Notifications;

public sealed class NoticeQueueTests
{
    private readonly NoticeQueue _queue = new();

    [Fact]
    public void An_offer_takes_the_place_of_the_one_before_and_none_withdraws_it()
    {
        _queue.Offer("7", [A.Notice(number: 1)], A.Noon);
        _queue.Offer("8", [A.Notice(key: "8")], A.Noon);
        _queue.Offer("7", [A.Notice(number: 2), A.Notice(number: 3)], A.Noon);
        Assert.Equal(["7-2", "7-3", "8-1"], Waiting());
        _queue.Offer("7", [], A.Noon);
        Assert.Equal(["8-1"], Waiting());
    }

    [Fact]
    public void A_notice_in_a_mail_waits_no_longer_and_is_not_taken_again()
    {
        _queue.Offer("7", [A.Notice(number: 1), A.Notice(number: 2)], A.Noon);
        _queue.Take(Batch("7-1"));
        Assert.Equal(["7-2"], Waiting());
        _queue.Offer("7", [A.Notice(number: 1), A.Notice(number: 2), A.Notice(number: 3)], A.Noon.AddDays(1));
        Assert.Equal(["7-2", "7-3"], Waiting());
    }

    [Fact]
    public void An_offer_that_comes_late_after_its_product_knows_is_ignored()
    {
        _queue.Offer("7", [A.Notice()], A.Noon);
        _queue.Take(Batch("7-1"));
        _queue.Settle(Batch("7-1"), A.Noon);
        _queue.Offer("7", [A.Notice()], A.Noon.AddSeconds(60));
        Assert.Empty(Waiting());
    }

    [Fact]
    public void What_products_know_is_forgotten_after_a_while_and_what_is_in_a_mail_is_not()
    {
        _queue.Take(Batch("7-1"));
        _queue.Take(Batch("8-1"));
        _queue.Settle(Batch("7-1"), A.Noon);
        _queue.Offer("7", [A.Notice()], A.Noon.AddHours(1));
        _queue.Offer("8", [A.Notice(key: "8")], A.Noon.AddHours(1));
        Assert.Equal(["7-1"], Waiting());
    }

    [Fact]
    public void A_notice_from_the_future_counts_from_its_first_offer()
    {
        var future = A.Notice() with { At = A.Noon.AddHours(6) };
        _queue.Offer("7", [future], A.Noon);
        _queue.Offer("7", [future, A.Notice(number: 2)], A.Noon.AddSeconds(20));
        Assert.Equal([A.Noon, A.Noon], _queue.Waiting.Select(notice => notice.At));
    }

    private IEnumerable<string> Waiting() => _queue.Waiting.Select(notice => notice.Id).Order(StringComparer.Ordinal);

    private static MailBatch Batch(string id) => new()
    {
        Reason = "",
        Notices = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(id.Split('-')[0], [id]),
    };
}
