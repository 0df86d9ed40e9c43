namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>A file stands where the outbox was, so that no e-mail can be written.</summary>
internal sealed class BlockedOutboxFault(string outbox) : IFault
{
    public async Task StrikeAsync(PlannedFault planned)
    {
        var aside = outbox + ".aside";
        Directory.CreateDirectory(outbox);
        Directory.Move(outbox, aside);
        await File.WriteAllTextAsync(outbox, "");
        try
        {
            await Task.Delay(planned.For);
        }
        finally
        {
            File.Delete(outbox);
            Directory.Move(aside, outbox);
        }
    }
}
