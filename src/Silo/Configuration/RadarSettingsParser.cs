using MailKit.Security;
using RefillRadar.Dashboard.Hubs;
using RefillRadar.Grains.Configuration;
using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Demo;

namespace RefillRadar.Silo.Configuration;

/// <summary>Reads and checks the whole configuration; throws one exception that lists every error.</summary>
internal static class RadarSettingsParser
{
    public static RadarSettings Parse(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = Read(reader, configuration);
        if (reader.Errors.Count > 0)
            throw new ConfigurationException(reader.Errors);
        return settings with { Unread = [.. reader.Unread()] };
    }

    /// <summary>Reads every key of the mode; errors are left in the reader.</summary>
    public static RadarSettings Read(SettingsReader reader, IConfiguration configuration)
    {
        var mode = reader.Choice("Mode", RadarMode.Embedded);
        var roles = Roles(reader);
        var columns = Columns(reader);
        var data = Path.GetFullPath(reader.Text("DataDirectory", "data"));
        var embedded = mode == RadarMode.Embedded ? Embedded(reader, columns, data) : null;
        var settings = new RadarSettings
        {
            Mode = mode,
            Roles = roles,
            Columns = columns,
            Ingest = new IngestSettings(
                reader.Text("Ingest:Key"),
                reader.Whole("Ingest:MaxBodyBytes", 8 << 20, 1024, 64 << 20),
                reader.Whole("Ingest:MaxInFlight", 32, 1, 10_000)),
            Feed = new FeedOptions
            {
                StaleAfterSeconds = reader.Whole("Ingest:StaleAfterSeconds", 900, 1, 7 * 86400),
                LogResetMinutes = reader.Whole("Ingest:LogResetMinutes", 10, 1, 7 * 1440),
                IgnoreCase = columns.IgnoreCase,
                HasWarehouses = columns.Warehouse is not null,
            },
            Alerts = new AlertsOptions
            {
                HoldSeconds = reader.Whole("Alerts:HoldSeconds", 0, 0, 30 * 86400),
                KeepFiringSeconds = reader.Whole("Alerts:KeepFiringSeconds", 0, 0, 30 * 86400),
                RepeatMinutes = reader.Whole("Alerts:RepeatMinutes", 240, 0, 366 * 1440),
                RetentionDays = reader.Whole("Alerts:RetentionDays", 7, 1, 3650),
                DemandDays = reader.Whole("Alerts:DemandDays", 7, 1, 365),
            },
            Notifications = new NotificationsOptions
            {
                GroupWaitSeconds = reader.Number("Notifications:GroupWaitSeconds", 30, 0, 3600),
                GroupIntervalSeconds = reader.Number("Notifications:GroupIntervalSeconds", 300, 0, 86400),
                MaxPerSecond = reader.Whole("Notifications:MaxPerSecond", 10, 1, 100),
                OperatorsTeam = reader.TextOrNone("Notifications:OperatorsTeam", "operators"),
                PublicUrl = reader.Text("Notifications:PublicUrl", "http://localhost:8080"),
            },
            Hub = Hub(reader),
            Authentication = Authentication(reader),
            Embedded = embedded,
            Aws = mode == RadarMode.Aws ? AwsSettingsParser.Parse(reader) : null,
            Demo = embedded is null ? null : Demo(reader, data, embedded.Shop),
            Unread = [],
        };
        Check(reader, settings, configuration);
        return settings;
    }

    private static RadarRoles Roles(SettingsReader reader)
    {
        var roles = RadarRoles.None;
        foreach (var name in reader.List("Roles"))
        {
            if (Enum.TryParse<RadarRoles>(name, ignoreCase: true, out var role) && role is RadarRoles.Silo or RadarRoles.Dashboard)
                roles |= role;
            else
                reader.Fail("Roles", $"has to be Silo, Dashboard or both (the default), not \"{name}\".");
        }

        return roles == RadarRoles.None ? RadarRoles.Silo | RadarRoles.Dashboard : roles;
    }

    private static ColumnMapping Columns(SettingsReader reader)
    {
        var defaults = new ColumnMapping();
        return new ColumnMapping
        {
            ProductId = reader.Text("Columns:ProductId", defaults.ProductId),
            Quantity = reader.Text("Columns:Quantity", defaults.Quantity),
            Warehouse = reader.Text("Columns:Warehouse"),
            UpdatedAt = reader.TextOrNone("Columns:UpdatedAt", defaults.UpdatedAt!),
            Schema = reader.Text("Source:Schema", defaults.Schema),
            Table = reader.Text("Source:Table", defaults.Table),
            IgnoreCase = reader.Flag("Columns:IgnoreCase", false),
        };
    }

    private static RadarHubOptions Hub(SettingsReader reader)
    {
        var defaults = new RadarHubOptions();
        return new RadarHubOptions
        {
            MaxConnections = reader.Whole("Hub:MaxConnections", defaults.MaxConnections, 1, 100_000),
            SendTimeout = TimeSpan.FromSeconds(reader.Whole("Hub:SendTimeoutSeconds", (int)defaults.SendTimeout.TotalSeconds, 1, 300)),
        };
    }

    private static AuthenticationSettings Authentication(SettingsReader reader)
    {
        var settings = new AuthenticationSettings(
            reader.Text("Authentication:Authority"), reader.Text("Authentication:ClientId"), reader.Text("Authentication:ClientSecret"));
        settings = settings with
        {
            RoleClaim = reader.Text("Authentication:RoleClaim", settings.RoleClaim),
            Viewers = reader.List("Authentication:Viewers"),
            Responders = reader.List("Authentication:Responders") is { Count: > 0 } responders ? responders : settings.Responders,
            Operators = reader.List("Authentication:Operators") is { Count: > 0 } operators ? operators : settings.Operators,
        };
        if (settings.Authority is null && settings.ClientId is not null)
            reader.Fail("Authentication:Authority", "is missing: the address of the OpenID Connect provider.");
        if (settings.Authority is not null && settings.ClientId is null)
            reader.Fail("Authentication:ClientId", "is missing: the id of this application at the provider.");
        if (settings.Authority is { } authority && (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
            reader.Fail("Authentication:Authority", $"has to be an https address, not \"{authority}\".");
        return settings;
    }

    private static EmbeddedOptions Embedded(SettingsReader reader, ColumnMapping columns, string data)
    {
        var options = EmbeddedOptions.In(data);
        return options with
        {
            Shop = ShopSettingsParser.Parse(reader, columns, options.Shop!.Path),
            Thresholds = options.Thresholds with { Path = ThresholdsPath(reader, data) },
            Mail = options.Mail with { From = reader.Text("Mail:From", options.Mail.From), To = reader.Text("Mail:To", options.Mail.To) },
            Smtp = Smtp(reader),
        };
    }

    private static string ThresholdsPath(SettingsReader reader, string data) =>
        Path.GetFullPath(reader.Text("Thresholds:Path", Path.Combine(data, "thresholds.csv")));

    private static SmtpOptions? Smtp(SettingsReader reader)
    {
        var port = reader.Whole("Smtp:Port", 587, 1, 65535);
        var security = reader.Choice("Smtp:Security", SecureSocketOptions.Auto);
        var (user, password) = (reader.Text("Smtp:User"), reader.Text("Smtp:Password"));
        var recipients = reader.Map("Smtp:Recipients");
        var timeout = TimeSpan.FromSeconds(reader.Whole("Smtp:TimeoutSeconds", 120, 60, 600));
        if (reader.Text("Smtp:Host") is not { } host)
            return null;
        return new SmtpOptions
        {
            Host = host,
            Port = port,
            User = user,
            Password = password,
            From = reader.Required("Smtp:From", "the address mails are sent from."),
            To = reader.Required("Smtp:To", "the address of teams that have none of their own."),
            Recipients = recipients,
            Security = security,
            Timeout = timeout,
        };
    }

    private static DemoOptions? Demo(SettingsReader reader, string data, ShopOptions? shop)
    {
        var defaults = new DemoOptions { ThresholdsPath = ThresholdsPath(reader, data) };
        var options = defaults with
        {
            Products = reader.Whole("Demo:Products", defaults.Products, 1, 100_000),
            Seed = reader.Whole("Demo:Seed", defaults.Seed, int.MinValue, int.MaxValue),
            Speed = reader.Number("Demo:Speed", defaults.Speed, 0.01, 100_000),
        };
        // A shop of one's own is never played with.
        return reader.Flag("Demo:Enabled", shop?.IsOwn == true) ? options : null;
    }

    private static void Check(SettingsReader reader, RadarSettings settings, IConfiguration configuration)
    {
        if (settings.Mode == RadarMode.Embedded && settings.Roles != (RadarRoles.Silo | RadarRoles.Dashboard))
            reader.Fail("Roles", "the embedded mode is one process with both roles; separate roles need the Aws mode.");
        if (settings.Demo is not null && settings.Embedded is not { Shop.IsOwn: true })
            reader.Fail("Demo:Enabled", "has to be false when the shop is your own (RefillRadar:Shop:Path, RefillRadar:Source:Type None, or other tables and columns): the demo writes to its own.");
        AccessCheck.Check(reader, settings, [.. ListenAddresses.NotLoopback(configuration)]);
    }
}
