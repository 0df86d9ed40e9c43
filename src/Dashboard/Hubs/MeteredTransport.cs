using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>A connection's transport that counts what is written and not read yet.</summary>
internal sealed class MeteredTransport(ConnectionContext connection, HubBacklog backlog) : IDuplexPipe
{
    public PipeReader Input { get; } = connection.Transport.Input;

    public PipeWriter Output { get; } = new MeteredWriter(connection.Transport.Output, backlog, connection.Abort);
}
