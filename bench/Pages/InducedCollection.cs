using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace RefillRadar.Bench.Pages;

/// <summary>
/// A full collection in another .NET process, asked for over its diagnostic port: a tracing session with the keyword
/// <c>GCHeapCollect</c> begins with one.
/// </summary>
internal static class InducedCollection
{
    private const ulong GcHeapCollect = 0x800000;
    private const byte EventPipe = 2;
    private const byte StopTracing = 1;
    private const byte CollectTracing = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int process)
    {
        var path = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").Single();
        await using var session = await SendAsync(path, CollectTracing, Provider());
        var answer = new byte[28];
        await session.ReadExactlyAsync(answer);
        var reading = session.CopyToAsync(Stream.Null);

        // The collection blocks the process, and is over when it answers again.
        await Task.Delay(Patience);
        await using var stopping = await SendAsync(path, StopTracing, answer[20..]);
        await stopping.ReadExactlyAsync(new byte[20]);
        await reading;
    }

    private static byte[] Provider()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload, Encoding.Unicode);
        const string Name = "Microsoft-Windows-DotNETRuntime\0";
        writer.Write(16);
        writer.Write(1);
        writer.Write(false);
        writer.Write(1);
        writer.Write(GcHeapCollect);
        writer.Write(4);
        writer.Write(Name.Length);
        writer.Write(Encoding.Unicode.GetBytes(Name));
        writer.Write(0);
        return payload.ToArray();
    }

    private static async Task<NetworkStream> SendAsync(string path, byte command, byte[] payload)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var stream = new NetworkStream(socket, ownsSocket: true);
        var message = new byte[20 + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        (message[16], message[17]) = (EventPipe, command);
        payload.CopyTo(message, 20);
        await stream.WriteAsync(message);
        return stream;
    }
}
