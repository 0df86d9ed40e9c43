using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>The alarms, whom they tell, and a page of graphs. docs/operations.md says of each what it means and what to do.</summary>
internal sealed class Observability : Construct
{
    private static readonly string[] Ends = ["REPLICATION_TASK_STOPPED", "REPLICATION_TASK_FAILED"];
    private readonly Topic _operators;
    private readonly string _prefix;

    public Observability(Construct scope, string id, Observed observed)
        : base(scope, id)
    {
        _prefix = observed.Settings.Prefix;
        _operators = new Topic(this, "Operators", new TopicProps { TopicName = $"{_prefix}-operators", MasterKey = observed.Key, EnforceSSL = true });
        // A policy of its own takes the place of the one that lets in everything of the account: alarms have to be named.
        _operators.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [_operators.TopicArn],
            Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID } },
        }));
        if (observed.Settings.OperatorEmail is { } address)
            _operators.AddSubscription(new EmailSubscription(address));
        var metrics = new RadarSignals(observed);
        foreach (var signal in metrics.All)
            Add(signal);
        TellOfCapture();
        AddGraphs(metrics);
    }

    private void Add(Signal signal)
    {
        var alarm = new Alarm(this, signal.Name, new AlarmProps
        {
            AlarmName = $"{_prefix}-{signal.Name}",
            AlarmDescription = $"{signal.Meaning} See docs/operations.md, Alarms.",
            Metric = signal.Metric,
            Threshold = signal.Threshold,
            ComparisonOperator = signal.Comparison,
            EvaluationPeriods = signal.Periods,
            DatapointsToAlarm = signal.Periods,
            TreatMissingData = signal.Missing,
        });
        alarm.AddAlarmAction(new SnsAction(_operators));
        alarm.AddOkAction(new SnsAction(_operators));
    }

    // DMS says itself when a task stops or fails, sooner than its numbers stay away.
    private void TellOfCapture() => new Rule(this, "CaptureState", new RuleProps
    {
        Description = "The DMS task stopped or failed.",
        EventPattern = new EventPattern
        {
            Source = ["aws.dms"],
            DetailType = ["DMS Replication Task State Change"],
            Resources = Match.Suffix($":task:{_prefix}"),
            Detail = new Dictionary<string, object> { ["eventType"] = Ends },
        },
        Targets = [new SnsTopic(_operators)],
    });

    private void AddGraphs(RadarSignals signals)
    {
        var dashboard = new Amazon.CDK.AWS.CloudWatch.Dashboard(this, "Graphs", new DashboardProps { DashboardName = _prefix, DefaultInterval = Duration.Hours(12) });
        foreach (var row in signals.All.Chunk(3))
        {
            dashboard.AddWidgets([.. row.Select(signal => new GraphWidget(new GraphWidgetProps
            {
                Title = signal.Name,
                Left = [signal.Metric],
                LeftAnnotations = [new HorizontalAnnotation { Value = signal.Threshold, Label = "Alarm" }],
                Width = 8,
            }))]);
        }
    }
}
