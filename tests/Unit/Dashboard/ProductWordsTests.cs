using RefillRadar.Dashboard.Components.Products;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class ProductWordsTests
{
    [Theory]
    [InlineData(0, "rough")]
    [InlineData(9, "rough")]
    [InlineData(10, "fair")]
    [InlineData(99, "fair")]
    [InlineData(100, "good")]
    public void An_estimate_is_as_sure_as_the_sales_it_rests_on(int sales, string word)
    {
        Assert.Equal(word, Certainty.Of(sales, 3)!.Word);
        Assert.Null(Certainty.Of(sales, null));
    }

    [Theory]
    [InlineData("notified", "Notification sent")]
    [InlineData("notificationRefused", "Notification failed")]
    [InlineData("severityRaised", "Severity raised")]
    [InlineData("opened", "Opened")]
    [InlineData("", "")]
    public void A_step_is_told_in_words(string step, string words) => Assert.Equal(words, EventWords.Of(Step(step)));

    [Theory]
    [InlineData("notified", "RepeatIntervalElapsed", "reminder")]
    [InlineData("notified", "SomethingNew", "SomethingNew")]
    [InlineData("resolved", "FirstNotification", "FirstNotification")]
    [InlineData("resolved", null, null)]
    public void The_reason_of_a_notice_is_told_in_words_and_others_as_they_are(string step, string? reason, string? words) =>
        Assert.Equal(words, EventWords.Why(Step(step) with { Reason = reason }));

    [Fact]
    public void Notices_are_those_that_were_sent_or_refused()
    {
        Assert.Equal(
            ["notified", "notificationRefused"],
            new[] { "opened", "notified", "snoozed", "notificationRefused", "resolved" }.Where(step => EventWords.IsNotice(Step(step))));
    }

    [Theory]
    [InlineData("7", null, null, "product 7")]
    [InlineData("7", "tea", "north", "product 7 in warehouse north")]
    [InlineData("*", null, null, "every product")]
    [InlineData("*", null, "north", "every product in warehouse north")]
    [InlineData("*", "tea", null, "every product of category tea")]
    [InlineData("*", "tea", "north", "every product of category tea in warehouse north")]
    public void A_row_says_which_products_it_is_for(string product, string? category, string? warehouse, string expected) =>
        Assert.Equal(expected, Selector.Of(new ThresholdRow { Line = 2, ProductId = product, Name = "", Category = category, Warehouse = warehouse }));

    [Fact]
    public void Decisions_of_all_alerts_are_newest_first_and_those_of_one_moment_in_their_order()
    {
        AlertRow[] rows = [Row("a", ("opened", 0), ("fired", 0), ("resolved", 5)), Row("b", ("opened", 3), ("notified", 9)), Row("c") with { History = default }];
        Assert.Equal(
            ["b notified", "a resolved", "b opened", "a fired", "a opened"],
            Decision.Newest(rows, 10).Select(decision => $"{decision.AlertId} {decision.Step.Event}"));
        Assert.Equal(["b notified", "a resolved"], Decision.Newest(rows, 2).Select(decision => $"{decision.AlertId} {decision.Step.Event}"));
        Assert.Equal("b", Assert.Single(Decision.Newest(rows, 2, EventWords.IsNotice)).AlertId);
    }

    private static AlertEvent Step(string name) => new(Samples.Now, name, 1);

    private static AlertRow Row(string id, params (string Event, int Minutes)[] steps) =>
        new(Samples.Alert(id), "1", 1, null, null, [.. steps.Select(step => new AlertEvent(Samples.Now.AddMinutes(step.Minutes), step.Event, 1))]);
}
