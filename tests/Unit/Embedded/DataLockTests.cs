using System.Globalization;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Tests.Unit.Embedded;

public sealed class DataLockTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("radar-lock-").FullName, "data");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void A_directory_has_one_owner_at_a_time_who_is_named()
    {
        var first = DataLock.Take(_folder, ["http://localhost:1"]);
        var refused = Assert.Throws<StartException>(() => DataLock.Take(_folder, ["http://localhost:2"])).Message;
        foreach (var part in new[] { _folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "http://localhost:1" })
            Assert.Contains(part, refused, StringComparison.Ordinal);
        first.Announce(["http://127.0.0.1:3"]);
        Assert.Contains("at http://127.0.0.1:3.", Assert.Throws<StartException>(() => DataLock.Take(_folder, [])).Message, StringComparison.Ordinal);
        first.Dispose();
        DataLock.Take(_folder, []).Dispose();
    }

    [Fact]
    public void An_owner_that_is_gone_keeps_nobody_out()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "radar.lock"), "");
        File.WriteAllText(Path.Combine(_folder, "radar.owner"), "process 1");
        DataLock.Take(_folder, []).Dispose();
    }

    [Fact]
    public void A_file_is_no_directory()
    {
        File.WriteAllText(_folder, "");
        Assert.Equal($"RefillRadar:DataDirectory is {_folder}, which is a file. Set it to a folder.", Assert.Throws<StartException>(() => DataLock.Take(_folder, [])).Message);
    }
}
