using Amazon.CDK;
using RefillRadar.Infra;

var app = new App();
try
{
    Installation.Add(app);
}
catch (SettingsException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

app.Synth();
return 0;
