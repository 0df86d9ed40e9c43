using System.Net.Sockets;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>Tells what is for the operator to put right from what is a defect of the program.</summary>
internal static class StartFailure
{
    /// <summary>What stopped a start and what to do; null when it is a defect, which needs its stack trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        ConfigurationException or StartException => exception.Message,
        // The server's own refusals: an address that was taken meanwhile, https without a certificate.
        SocketException or { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } =>
            $"The web server cannot start: {exception.Message.Split('\n')[0].Trim()} Check --urls and Kestrel:*.",
        _ => null,
    };
}
