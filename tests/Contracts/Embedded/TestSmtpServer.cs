using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>Just enough of SMTP to take a mail, or not.</summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TestSmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Replies by command (MAIL, RCPT, DATA, QUIT, or "." for the end of the data); null hangs up.</summary>
    public Dictionary<string, string?> Replies { get; } = [];

    public ConcurrentQueue<byte[]> Messages { get; } = [];

    public ConcurrentQueue<string> Recipients { get; } = [];

    public async ValueTask DisposeAsync()
    {
        if (_serving.IsCompleted)
            return;
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ConverseAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 test");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var command = line.Split(' ')[0].ToUpperInvariant();
                if (command == "RCPT")
                    Recipients.Enqueue(line);
                if (Reply(command, command == "DATA" ? "354 go on" : command == "QUIT" ? "221 bye" : "250 fine") is not { } reply)
                    return;
                await writer.WriteLineAsync(reply);
                if (command == "QUIT")
                    return;
                if (!reply.StartsWith("354", StringComparison.Ordinal))
                    continue;
                var message = await ReadDataAsync(reader);
                if (Reply(".", "250 taken") is not { } end)
                    return;
                if (end.StartsWith('2'))
                    Messages.Enqueue(message);
                await writer.WriteLineAsync(end);
            }
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private string? Reply(string command, string usual) => Replies.TryGetValue(command, out var reply) ? reply : usual;

    private async Task<byte[]> ReadDataAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return Encoding.Latin1.GetBytes(message.ToString());
    }
}
