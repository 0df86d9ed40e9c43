using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Hub;

/// <summary>
/// A hub client on a bare WebSocket that reads only when it is told to. Its socket takes as little as the system allows, so that what it
/// does not read stays with the program.
/// </summary>
internal sealed class RawHubClient : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    private readonly StringBuilder _text = new();
    private readonly byte[] _buffer = new byte[16 * 1024];

    public ClientWebSocket Socket { get; } = new();

    /// <summary>Connects without negotiating, and shakes hands.</summary>
    public async Task ConnectAsync(RadarProcess radar, CancellationToken cancellationToken = default)
    {
        Socket.Options.CollectHttpResponseDetails = true;
        Socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await Socket.ConnectAsync(new UriBuilder(new Uri(radar.Address, "/hubs/radar")) { Scheme = "ws" }.Uri, _invoker, cancellationToken);
        await SendAsync("""{"protocol":"json","version":1}""");
    }

    public Task SnapshotAsync() => SendAsync("""{"type":1,"invocationId":"1","target":"Snapshot","arguments":[]}""");

    public Task PingAsync() => SendAsync("""{"type":6}""");

    /// <summary>The next messages; waits for at least one part of a message.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await Socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
        _text.Append(Encoding.UTF8.GetString(_buffer.AsSpan(0, read.Count)));
        var parts = _text.ToString().Split(Separator);
        _text.Clear().Append(parts[^1]);
        return [.. parts[..^1].Select(part => JsonSerializer.Deserialize<JsonElement>(part))];
    }

    /// <summary>Whether the program has ended the connection; asked by a ping, because nothing is read.</summary>
    public async Task<bool> IsDisconnectedAsync()
    {
        try
        {
            await PingAsync();
            return false;
        }
        catch (WebSocketException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        Socket.Abort();
        Socket.Dispose();
        _invoker.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private Task SendAsync(string message) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(message + Separator), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
