using System.Runtime.InteropServices;
using RefillRadar.Ingest.Lambda;

// Started by Lambda as an executable handler: no AWS package, only the Runtime API.
var host = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
if (string.IsNullOrEmpty(host))
{
    await Console.Error.WriteLineAsync("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda.");
    return 1;
}

using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

// One client, so that connections outlive a batch; idle ones end before the load balancer (60 s) would end them in the middle of a
// request. A redirect is no answer, and the runtime's own address needs no proxy.
using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50) })
{
    Timeout = Timeout.InfiniteTimeSpan,
};
var runtime = new RuntimeApi(http, host);
ForwardTarget target;
try
{
    target = ForwardTarget.From(
        Environment.GetEnvironmentVariable("RADAR_INGEST_URL"), Environment.GetEnvironmentVariable("RADAR_INGEST_KEY"));
}
catch (InvalidOperationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    await runtime.FailInitAsync(e);
    return 1;
}

await new RuntimeLoop(runtime, new Forwarder(http, target.Endpoint, target.Key), TimeProvider.System).RunAsync(stop.Token);
return 0;
