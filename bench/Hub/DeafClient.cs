using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace RefillRadar.Bench.Hub;

/// <summary>
/// A hub client that shakes hands, asks for a snapshot, goes on pinging, and never reads. Its socket takes as little as the system allows,
/// so that what it does not read stays with the program.
/// </summary>
internal sealed class DeafClient : IAsyncDisposable
{
    private const int SocketBytes = 4096;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    private Task _pinging = Task.CompletedTask;

    /// <summary>The program has taken no ping since it closed the connection.</summary>
    public bool IsDisconnected => _pinging.IsCompleted;

    public async Task ConnectAsync(Uri address)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        var uri = new UriBuilder(new Uri(address, "/hubs/radar")) { Scheme = "ws" }.Uri;
        await _socket.ConnectAsync(uri, _invoker, _closing.Token);
        await SendAsync("""{"protocol":"json","version":1}""");
        await SendAsync("""{"type":1,"invocationId":"1","target":"Snapshot","arguments":[]}""");
        _pinging = PingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await _pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _invoker.Dispose();
        _closing.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = SocketBytes };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        while (await timer.WaitForNextTickAsync(_closing.Token))
            await SendAsync("""{"type":6}""");
    }

    private ValueTask SendAsync(string message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, _closing.Token);
}
