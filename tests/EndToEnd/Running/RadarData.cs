using System.Text;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A data directory of its own, deleted at the end.</summary>
internal sealed class RadarData : IDisposable
{
    public RadarData(params string[] thresholds)
    {
        if (thresholds.Length > 0)
            WriteThresholds(thresholds);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("refillradar-e2e-").FullName;

    public string Thresholds => File("thresholds.csv");

    public string Outbox => File("outbox");

    public string ShopPath => File("shop.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void WriteThresholds(params string[] lines) =>
        System.IO.File.WriteAllText(Thresholds, string.Join('\n', lines) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>The shop as an ordinary application sees it.</summary>
    public Shop OpenShop() => new(ShopPath);

    /// <summary>All mails that were written so far.</summary>
    public IReadOnlyList<OutboxMail> Mails() =>
        Directory.Exists(Outbox) ? [.. Directory.EnumerateFiles(Outbox, "*.eml").Select(OutboxMail.Read).OrderBy(mail => mail.Date)] : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
