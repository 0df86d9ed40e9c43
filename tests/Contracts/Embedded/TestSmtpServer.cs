using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>An SMTP server that follows a script: it accepts messages, refuses them, answers late or drops the connection.</summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    /// <summary>The moment before the greeting.</summary>
    public const string Greeting = "GREETING";

    /// <summary>The moment after the 354 reply, before the message is read; only a null reply has a meaning there.</summary>
    public const string Body = "BODY";

    /// <summary>The end of the message.</summary>
    public const string End = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _conversations = [];
    private readonly Task _serving;

    public TestSmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Replies by command (MAIL, RCPT, DATA, QUIT, or one of the moments above); null drops the connection.</summary>
    public Dictionary<string, string?> Replies { get; } = [];

    /// <summary>Awaited before the reply to each command. Null: the server answers at once.</summary>
    public Func<string, Task>? Replying { get; set; }

    /// <summary>Messages that the server accepted, whether or not the client learned of it.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = [];

    public ConcurrentQueue<string> Recipients { get; } = [];

    public async ValueTask DisposeAsync()
    {
        if (_serving.IsCompleted)
            return;
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _conversations.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                if (await SayAsync(writer, Greeting, "220 test") is not ['2', ..])
                    return;
                while (await reader.ReadLineAsync(_stop.Token) is { } line && await AnswerAsync(reader, writer, line))
                {
                    // One command after the other.
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    // False once the conversation is over.
    private async Task<bool> AnswerAsync(StreamReader reader, StreamWriter writer, string line)
    {
        var command = line.Split(' ')[0].ToUpperInvariant();
        if (command == "RCPT")
            Recipients.Enqueue(line);
        var reply = await SayAsync(writer, command, command == "DATA" ? "354 go on" : command == "QUIT" ? "221 bye" : "250 fine");
        if (reply is null || command == "QUIT")
            return false;
        return !reply.StartsWith("354", StringComparison.Ordinal) || await TakeAsync(reader, writer);
    }

    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        if (Reply(Body, "") is null)
            return false;
        var message = await ReadDataAsync(reader);
        if (Reply(End, "250 taken") is null or ['2', ..])
            Messages.Enqueue(message);
        return await SayAsync(writer, End, "250 taken") is not null;
    }

    private async Task<string?> SayAsync(StreamWriter writer, string command, string usual)
    {
        if (Replying is { } replying)
            await replying(command).WaitAsync(_stop.Token);
        if (Reply(command, usual) is not { } reply)
            return null;
        await writer.WriteLineAsync(reply);
        return reply;
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
