using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;

namespace RefillRadar.Silo.Adapters.Embedded;

/// <summary>What the embedded family needs to know.</summary>
internal sealed record EmbeddedOptions
{
    /// <summary>Where radar.db lies (<c>RefillRadar:DataDirectory</c>).</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The shop that is watched; null when changes are only posted.</summary>
    public ShopOptions? Shop { get; init; }

    /// <summary>The threshold file.</summary>
    public required FileThresholdOptions Thresholds { get; init; }

    /// <summary>Mails as files, used unless <see cref="Smtp"/> is given.</summary>
    public required MailOptions Mail { get; init; }

    /// <summary>Mails by SMTP; null for files.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Everything under one folder, as it is when nothing is configured.</summary>
    public static EmbeddedOptions In(string dataDirectory) => new()
    {
        DataDirectory = dataDirectory,
        Shop = new ShopOptions { Path = Path.Combine(dataDirectory, "shop.db") },
        Thresholds = new FileThresholdOptions
        {
            Path = Path.Combine(dataDirectory, "thresholds.csv"),
            KeptPath = Path.Combine(dataDirectory, "thresholds.accepted.csv"),
        },
        Mail = new MailOptions { Outbox = Path.Combine(dataDirectory, "outbox") },
    };
}
