using System.Text.Json;

namespace RefillRadar.Infra.Radar;

/// <summary>
/// What the DMS task does, in DMS's own JSON.
/// https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html
/// </summary>
internal static class CaptureTask
{
    /// <summary>Values from before a change, all of them; records as they come and one by one; failures stop the task and show.</summary>
    public static string Settings { get; } = JsonSerializer.Serialize(new
    {
        TargetMetadata = new
        {
            SupportLobs = true,
            FullLobMode = false,
            LimitedSizeLobMode = true,
            LobMaxSize = 32,
            // Batches can lose changes.
            BatchApplyEnabled = false,
        },
        BeforeImageSettings = new { EnableBeforeImage = true, FieldName = "before-image", ColumnFilter = "all" },
        FullLoadSettings = new { TargetTablePrepMode = "DO_NOTHING", StopTaskCachedChangesApplied = false, StopTaskCachedChangesNotApplied = false },
        ErrorBehavior = new
        {
            DataErrorPolicy = "LOG_ERROR",
            TableErrorPolicy = "STOP_TASK",
            // -1: tries for ever, with growing pauses up to half an hour.
            RecoverableErrorCount = -1,
            RecoverableErrorInterval = 5,
            RecoverableErrorThrottling = true,
            RecoverableErrorThrottlingMax = 1800,
            FailOnNoTablesCaptured = true,
        },
        Logging = new { EnableLogging = true },
    });

    /// <summary>One table, partitioned by its primary key, so that the changes of a product keep their order.</summary>
    public static string Mappings(string schema, string table)
    {
        var where = new Dictionary<string, string> { ["schema-name"] = schema, ["table-name"] = table };
        return JsonSerializer.Serialize(new
        {
            rules = new object[]
            {
                Rule("selection", "1", "stock", where, "include"),
                Rule("object-mapping", "2", "by-key", where, "map-record-to-record", new Dictionary<string, string> { ["partition-key-type"] = "primary-key" }),
            },
        });
    }

    private static Dictionary<string, object> Rule(
        string type, string id, string name, Dictionary<string, string> where, string action, Dictionary<string, string>? parameters = null)
    {
        var rule = new Dictionary<string, object>
        {
            ["rule-type"] = type,
            ["rule-id"] = id,
            ["rule-name"] = name,
            ["object-locator"] = where,
            ["rule-action"] = action,
        };
        if (parameters is not null)
            rule["mapping-parameters"] = parameters;
        return rule;
    }
}
