using System.Text.Json;
using Amazon.CDK;
using RefillRadar.Infra;

namespace RefillRadar.Tests.Infra;

/// <summary>Makes templates in this process, with the flags of cdk.json.</summary>
internal static class Synthesis
{
    /// <summary>Makes the templates of a context into a folder; answers the environment's one.</summary>
    public static Template Run(string folder, params (string Key, object Value)[] context)
    {
        var all = Flags();
        all["forwarderPath"] = SourceTree.Output("src/Ingest");
        foreach (var (key, value) in context)
            all[key] = value;
        var app = new App(new AppProps { Context = all, Outdir = folder, AnalyticsReporting = false });
        Installation.Add(app);
        app.Synth();
        return new Template(Directory.GetFiles(folder, "*.template.json").Single(file => !file.Contains("Account", StringComparison.Ordinal)));
    }

    // The CLI hands these to the app; without it they have to be handed over here.
    private static Dictionary<string, object> Flags()
    {
        using var file = JsonDocument.Parse(SourceTree.Read("infra", "cdk.json"));
        return file.RootElement.GetProperty("context").EnumerateObject().Where(flag => flag.Value.ValueKind is JsonValueKind.True or JsonValueKind.False).ToDictionary(flag => flag.Name, flag => (object)flag.Value.GetBoolean());
    }
}
