using System.IO.Pipelines;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>A connection's transport that counts what is written and not read yet.</summary>
internal sealed class MeteredTransport(IDuplexPipe inner, HubBacklog backlog) : IDuplexPipe
{
    public PipeReader Input => inner.Input;

    public PipeWriter Output { get; } = new MeteredWriter(inner.Output, backlog);
}
