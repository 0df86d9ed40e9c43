using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace RefillRadar.Bench.Pages.Circuit;

/// <summary>
/// One open page without a browser: gets the HTML, connects as its script does, confirms every batch of changes and answers what the
/// page asks of a browser. It draws nothing.
/// </summary>
internal sealed class CircuitPage(Uri server, string path, Probes? probes) : IAsyncDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly PackWriter _writer = new();
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientWebSocket _socket = new();
    private readonly HashSet<string> _found = [];
    private readonly SocketsHttpHandler _handler = new();
    private PrerenderedPage _page = null!;
    private Task _running = Task.CompletedTask;
    private long _received;
    private volatile bool _stalled;
    private volatile bool _silent;

    public string Path => path;

    /// <summary>Bytes that came over the wire so far.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Batches of changes that were received.</summary>
    public int Batches { get; private set; }

    /// <summary>Why it ended, when it did.</summary>
    public string? Ended { get; private set; }

    /// <summary>Rows are there.</summary>
    public Task Live => _live.Task;

    public async Task OpenAsync()
    {
        _handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new CountingStream(new NetworkStream(socket, ownsSocket: true), read => Interlocked.Add(ref _received, read));
        };
        var http = new HttpMessageInvoker(_handler, disposeHandler: false);
        _page = await PrerenderedPage.GetAsync(http, new Uri(server, path), _closing.Token);
        var token = await NegotiateAsync(http);

        // A browser offers compression too.
        _socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        _socket.Options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new Uri($"ws://{server.Authority}/_blazor?id={token}"), http, _closing.Token);
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        await CallAsync("1", "StartCircuit", server.AbsoluteUri, new Uri(server, path).AbsoluteUri, "[]", _page.State);
        _running = Task.WhenAll(ReceiveAsync(), PingAsync());
    }

    /// <summary>Reads no more from the connection, like a laptop whose lid was closed; it is not given up, for it still pings.</summary>
    public void Stall() => _stalled = true;

    /// <summary>Confirms no more batches, like a browser that does not come round to draw.</summary>
    public void FallSilent() => _silent = true;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _handler.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task<string> NegotiateAsync(HttpMessageInvoker http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/_blazor/negotiate?negotiateVersion=1"));
        request.Headers.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        using var response = await http.SendAsync(request, _closing.Token);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(_closing.Token));
        return Uri.EscapeDataString(answer.RootElement.GetProperty("connectionToken").GetString()!);
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[1 << 16];
        var (filled, greeted) = (0, false);
        try
        {
            while (true)
            {
                if (_stalled)
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                var result = await _socket.ReceiveAsync(buffer.AsMemory(filled), _closing.Token);
                if (result.MessageType == WebSocketMessageType.Close)
                    throw new IOException($"The server closed the connection: {_socket.CloseStatusDescription}");
                filled += result.Count;
                var at = greeted ? 0 : buffer.AsSpan(0, filled).IndexOf((byte)0x1e) + 1;
                greeted |= at > 0;
                var arrived = Stopwatch.GetTimestamp();
                while (greeted && TryNext(buffer.AsSpan(at, filled - at), arrived, out var taken, out var answer))
                {
                    at += taken;
                    await answer;
                }

                buffer.AsSpan(at, filled - at).CopyTo(buffer);
                filled -= at;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            if (!_closing.IsCancellationRequested)
                Ended = exception.Message;
            _live.TrySetException(exception);
        }
    }

    private bool TryNext(ReadOnlySpan<byte> buffer, long arrived, out int taken, out Task answer)
    {
        answer = Task.CompletedTask;
        if (!PackReader.TryTake(buffer, out var message, out taken))
            return false;
        var reader = new PackReader(message);
        _ = reader.Array();
        switch (reader.Integer())
        {
            case 1:
                reader.EmptyMap();
                _ = reader.Text();
                answer = Invoked(reader.Text()!, ref reader, arrived);
                break;
            case 7:
                throw new IOException($"The server ended the circuit: {reader.Text()}");
        }

        return true;
    }

    private Task Invoked(string method, ref PackReader reader, long arrived)
    {
        _ = reader.Array();
        switch (method)
        {
            case "JS.RenderBatch":
                var batch = reader.Integer();
                Look(reader.Bytes(), arrived);
                Batches++;
                return _silent ? Task.CompletedTask : CallAsync(null, "OnRenderCompleted", batch, null);
            case "JS.BeginInvokeJS":
                return AnswerAsync(reader.Integer(), reader.Text()!, reader.Text());
            case "JS.EndInvokeDotNet":
                _ = reader.Text();
                return reader.Flag() ? Task.CompletedTask : throw new IOException($"The page failed: {reader.Text()}");
            case "JS.Error":
                throw new IOException($"The page failed: {reader.Text()}");
            default:
                return Task.CompletedTask;
        }
    }

    private void Look(ReadOnlySpan<byte> batch, long arrived)
    {
        if (!_live.Task.IsCompleted && batch.IndexOf("alert-quantity"u8) >= 0)
            _live.SetResult();
        if (probes is null)
            return;
        foreach (var probe in probes.Sought)
        {
            if (!_found.Contains(probe.Text) && batch.IndexOf(probe.Bytes) >= 0)
            {
                _found.Add(probe.Text);
                probes.Received(probe, path, arrived);
            }
        }
    }

    private async Task AnswerAsync(long call, string function, string? arguments)
    {
        if (call != 0)
            await CallAsync(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{ScriptAnswers.To(function)}]");
        if (function == "Blazor._internal.attachWebRendererInterop")
            await CallAsync(null, "UpdateRootComponents", _page.Operations, _page.State);
        if (function == "Blazor._internal.Virtualize.init")
            await CallAsync(null, "BeginInvokeDotNetFromJS", "1", null, "OnSpacerAfterVisible", ScriptAnswers.ObjectOf(arguments), ScriptAnswers.Window);
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        while (await timer.WaitForNextTickAsync(_closing.Token))
            await SendAsync(PackWriter.Ping);
    }

    private async Task CallAsync(string? id, string method, params object?[] arguments)
    {
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(_writer.Call(id, method, arguments), WebSocketMessageType.Binary, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }
}
