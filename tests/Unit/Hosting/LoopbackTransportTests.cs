using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using RefillRadar.Silo.Configuration;
using RefillRadar.Silo.Hosting;

namespace RefillRadar.Tests.Unit.Hosting;

public sealed class LoopbackTransportTests
{
    /// <summary>What is said of an address is what Kestrel really binds for it.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://127.1:0", true)]
    [InlineData("http://[::1]:0", true)]
    [InlineData("http://user@localhost:0", false)]
    [InlineData("http://localhost:80@0.0.0.0:0", false)]
    [InlineData("http://localhost.:0", false)]
    [InlineData("http://0:0", false)]
    [InlineData("http://0.0.0.0:0", false)]
    [InlineData("http://*:0", false)]
    [InlineData("http://+:0", false)]
    [InlineData("http://[::]:0", false)]
    public async Task Kestrel_binds_what_is_said_of_an_address_and_the_transport_refuses_the_open_ones(string address, bool isLoopback)
    {
        Assert.Equal(isLoopback, IPAddress.IsLoopback(ListenAddresses.EndpointOf(address).Address));
        await using (var free = Server(address, isLoopbackOnly: false))
        {
            await free.StartAsync();
            Assert.Equal(isLoopback, IPAddress.IsLoopback(IPAddress.Parse(new Uri(free.Urls.Single()).Host.Trim('[', ']'))));
        }

        await using var guarded = Server(address, isLoopbackOnly: true);
        if (isLoopback)
            await guarded.StartAsync();
        else
            Assert.Contains("RefillRadar:Authentication:Authority", (await Assert.ThrowsAsync<StartException>(() => guarded.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_no_key_shows_are_refused_too()
    {
        await using var server = Server("http://127.0.0.1:0", isLoopbackOnly: true, web => web.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(0)));
        await Assert.ThrowsAsync<StartException>(() => server.StartAsync());
    }

    private static WebApplication Server(string address, bool isLoopbackOnly, Action<ConfigureWebHostBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--urls", address], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.WebHost);
        if (isLoopbackOnly)
            builder.Services.AddLoopbackTransport();
        return builder.Build();
    }
}
