using System.Net;
using System.Net.Sockets;

namespace RefillRadar.Tests.Unit.Ingest.Lambda;

/// <summary>A server on a free port of the loopback that answers with what the test says.</summary>
internal sealed class HttpStandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;

    public HttpStandIn(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Host = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Host { get; }

    public static async Task<byte[]> BodyAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        return body.ToArray();
    }

    public static Task AnswerAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.Close(System.Text.Encoding.UTF8.GetBytes(body), willBlock: false);
        return Task.CompletedTask;
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = _answer(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }
}
