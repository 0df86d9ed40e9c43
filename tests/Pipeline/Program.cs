using System.Runtime.InteropServices;
using RefillRadar.Pipeline;
using RefillRadar.Pipeline.Database;

using var stop = new CancellationTokenSource();
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

const int Products = 100;
string[] thresholds = ["product_id,name,stockout_threshold", .. Enumerable.Range(1, Products).Select(product => $"{product},Product {product},10")];
Console.WriteLine("Starting MariaDB, DMS, Kinesis, Lambda, two silos and a dashboard ...");
await using var pipeline = await LocalPipeline.StartAsync(new PipelineOptions
{
    Products = Products,
    Thresholds = string.Join('\n', thresholds),
    Settings = new Dictionary<string, string> { ["RefillRadar__Notifications__GroupWaitSeconds"] = "5" },
});

Console.WriteLine($"""

    Dashboard      {pipeline.Dashboard.Address}
    Change a level mysql -h 127.0.0.1 -P {pipeline.Database.Port} -u {MariaDbServer.ShopUser} -p{MariaDbServer.ShopUser} {MariaDbServer.Schema} -e "update inventory set quantity_available = 0 where product_id = 7"
    Alert table    aws dynamodb scan --endpoint-url {pipeline.DynamoDb} --table-name stockout_alerts
    Silos          {string.Join(' ', pipeline.Silos.Select(silo => silo.Address))}

    Products 1 to {Products} are at 50, their thresholds at 10. Mails are printed here. Ctrl+C ends everything.

    """);

using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
try
{
    while (await timer.WaitForNextTickAsync(stop.Token))
    {
        foreach (var mail in await pipeline.Topic.ReceiveAsync())
            Console.WriteLine($"Mail: {mail}");
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine("Ending everything ...");
}
