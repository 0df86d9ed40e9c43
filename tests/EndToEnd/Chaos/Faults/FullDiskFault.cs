namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>A file takes all the space that is left in a folder's file system.</summary>
internal sealed class FullDiskFault(string folder) : IFault
{
    private static readonly byte[] Block = new byte[1 << 20];

    public async Task StrikeAsync(PlannedFault planned)
    {
        var path = Path.Combine(folder, "filler");
        try
        {
            Fill(path);
            await Task.Delay(planned.For);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var size = Block.Length; size >= 512;)
        {
            try
            {
                file.Write(Block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }
}
