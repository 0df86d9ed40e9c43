using RefillRadar.Silo.Configuration;
using RefillRadar.Silo.Hosting;
using RefillRadar.Silo.Tools;

if (ToolCommands.Find(args) is { } tool)
    return await tool(args[1..], Console.Out, Console.Error);

try
{
    var builder = RadarHost.CreateBuilder(args);
    builder.AddRefillRadar();
    await using var app = builder.Build();
    app.MapRefillRadar();
    await app.RunAsync();
    return 0;
}
catch (ConfigurationException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
