using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RefillRadar.Dashboard.Hubs;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class HubCapacityTests
{
    private readonly HubCapacity _capacity = new(new RadarHubOptions { MaxConnections = 1 });
    private readonly TaskCompletionSource _open = new();

    [Fact]
    public async Task A_connection_takes_a_place_for_as_long_as_it_lasts()
    {
        var first = _capacity.InvokeAsync(Request("GET", "/hubs/radar"), _ => _open.Task);
        Assert.Equal(1, _capacity.Taken);

        var refused = Request("GET", "/hubs/radar");
        await _capacity.InvokeAsync(refused, _ => throw new InvalidOperationException("It must not be served."));
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.Response.StatusCode);
        Assert.Equal("10", refused.Response.Headers.RetryAfter);

        _open.SetResult();
        await first;
        Assert.Equal(0, _capacity.Taken);
    }

    [Theory]
    [InlineData("POST", "/hubs/radar/negotiate", 503)]
    [InlineData("POST", "/hubs/radar", 200)]
    [InlineData("DELETE", "/hubs/radar", 200)]
    public async Task With_no_place_free_only_those_that_want_one_are_refused(string method, string path, int status)
    {
        var first = _capacity.InvokeAsync(Request("GET", "/hubs/radar"), _ => _open.Task);
        var other = Request(method, path);
        await _capacity.InvokeAsync(other, _ => Task.CompletedTask);
        Assert.Equal(status, other.Response.StatusCode);
        _open.SetResult();
        await first;
    }

    [Fact]
    public async Task A_connection_that_fails_gives_its_place_back()
    {
        await Assert.ThrowsAsync<IOException>(
            () => _capacity.InvokeAsync(Request("GET", "/hubs/radar"), _ => throw new IOException("Gone.")));
        Assert.Equal(0, _capacity.Taken);
    }

    private static DefaultHttpContext Request(string method, string path) => new()
    {
        RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider(),
        Request = { Method = method, Path = path },
    };
}
