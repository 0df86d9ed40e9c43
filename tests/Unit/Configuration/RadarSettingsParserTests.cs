using Microsoft.Extensions.Configuration;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Tests.Unit.Configuration;

public sealed class RadarSettingsParserTests
{
    private static readonly string[] SignIn =
    [
        "RefillRadar:Authentication:Authority=https://login.example.com", "RefillRadar:Authentication:ClientId=radar",
        "RefillRadar:Ingest:Key=0123456789abcdef",
    ];

    private static readonly string[] Aws =
    [
        "RefillRadar:Mode=Aws", "RefillRadar:Aws:Region=eu-central-1", "RefillRadar:Aws:TopicArn=arn:aws:sns:eu-central-1:123456789012:alerts",
        "RefillRadar:Aws:StreamName=cdc", "RefillRadar:Aws:ThresholdsBucket=rules",
    ];

    [Fact]
    public void The_hub_has_bounds_and_a_wrong_one_names_its_key()
    {
        var settings = Parse("RefillRadar:Hub:SendTimeoutSeconds=30");
        Assert.Equal((4096, TimeSpan.FromSeconds(30)), (settings.Hub.MaxConnections, settings.Hub.SendTimeout));
        var errors = Assert.Throws<ConfigurationException>(() => Parse("RefillRadar:Hub:MaxConnections=0", "RefillRadar:Hub:SendTimeoutSeconds=301")).Message;
        Assert.Contains("RefillRadar:Hub:MaxConnections", errors, StringComparison.Ordinal);
        Assert.Contains("RefillRadar:Hub:SendTimeoutSeconds", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_key_it_is_the_embedded_mode_with_its_demo()
    {
        var settings = Parse();
        Assert.Equal((RadarMode.Embedded, RadarRoles.Silo | RadarRoles.Dashboard), (settings.Mode, settings.Roles));
        Assert.Equal((null, 8 << 20), (settings.Ingest.Key, settings.Ingest.MaxBodyBytes));
        Assert.Equal((0, 0, 240, 7), (settings.Alerts.HoldSeconds, settings.Alerts.KeepFiringSeconds, settings.Alerts.RepeatMinutes, settings.Alerts.RetentionDays));
        Assert.Equal((30.0, 300.0, 10), (settings.Notifications.GroupWaitSeconds, settings.Notifications.GroupIntervalSeconds, settings.Notifications.MaxPerSecond));
        Assert.Equal(("product_id", "quantity_available", null, "last_updated"),
            (settings.Columns.ProductId, settings.Columns.Quantity, settings.Columns.Warehouse, settings.Columns.UpdatedAt));
        Assert.Equal(("HASP", "inventory"), (settings.Columns.Schema, settings.Columns.Table));
        Assert.NotNull(settings.Demo);
        Assert.Null(settings.Embedded!.Smtp);
        Assert.False(settings.Authentication.IsConfigured);
        Assert.Empty(settings.Unread);
        Assert.Equal(Path.GetFullPath(Path.Combine("data", "shop.db")), settings.Embedded.Shop!.Path);
    }

    [Fact]
    public void Who_may_do_what_is_a_claim_and_its_values()
    {
        var usual = Parse(SignIn).Authentication;
        Assert.Equal("roles", usual.RoleClaim);
        Assert.Equal(["responder", "operator"], usual.Viewers.Concat(usual.Responders).Concat(usual.Operators));
        var own = Parse([
            .. SignIn, "RefillRadar:Authentication:RoleClaim=email", "RefillRadar:Authentication:Viewers=a@x.example",
            "RefillRadar:Authentication:Responders=b@x.example, c@x.example", "RefillRadar:Authentication:Operators:0=d@x.example"]).Authentication;
        Assert.Equal("email", own.RoleClaim);
        Assert.Equal(["a@x.example", "b@x.example", "c@x.example", "d@x.example"], own.Viewers.Concat(own.Responders).Concat(own.Operators));
    }

    [Fact]
    public void The_keys_of_the_contract_are_read()
    {
        var settings = Parse(
            "RefillRadar:Mode=embedded", "RefillRadar:Roles:0=dashboard", "RefillRadar:Roles:1=silo", "RefillRadar:DataDirectory=/tmp/radar",
            "RefillRadar:Shop:Path=/tmp/own.db", "RefillRadar:Source:Type=sqlite", "RefillRadar:Thresholds:Path=/tmp/t.csv",
            "RefillRadar:Ingest:Key=secret", "RefillRadar:Ingest:MaxBodyBytes=4096",
            "RefillRadar:Columns:ProductId=sku", "RefillRadar:Columns:Quantity=on_hand", "RefillRadar:Columns:Warehouse=site", "RefillRadar:Columns:UpdatedAt=at",
            "RefillRadar:Source:Schema=shop", "RefillRadar:Source:Table=stock",
            "RefillRadar:Alerts:HoldSeconds=1", "RefillRadar:Alerts:RepeatMinutes=3", "RefillRadar:Alerts:RetentionDays=4",
            "RefillRadar:Notifications:GroupWaitSeconds=0.5", "RefillRadar:Notifications:GroupIntervalSeconds=0", "RefillRadar:Notifications:MaxPerSecond=2",
            "RefillRadar:Smtp:Host=mail.example.com", "RefillRadar:Smtp:From=radar@example.com", "RefillRadar:Smtp:To=ops@example.com",
            "RefillRadar:Smtp:Recipients:Lights=lights@example.com", "RefillRadar:Smtp:TimeoutSeconds=90");
        Assert.Equal(("/tmp/own.db", false, "/tmp/t.csv"), (settings.Embedded!.Shop!.Path, settings.Embedded.Shop.IsOwn, settings.Embedded.Thresholds.Path));
        Assert.Null(settings.Demo);
        Assert.Equal(("secret", 4096), (settings.Ingest.Key, settings.Ingest.MaxBodyBytes));
        Assert.Equal(("sku", "on_hand", "site", "at", "shop", "stock"),
            (settings.Columns.ProductId, settings.Columns.Quantity, settings.Columns.Warehouse, settings.Columns.UpdatedAt, settings.Columns.Schema, settings.Columns.Table));
        Assert.Equal(("sku", "on_hand", "site", "stock"),
            (settings.Embedded.Shop.Columns.ProductId, settings.Embedded.Shop.Columns.Quantity, settings.Embedded.Shop.Columns.Warehouse, settings.Embedded.Shop.Table));
        Assert.Equal((1, 3, 4), (settings.Alerts.HoldSeconds, settings.Alerts.RepeatMinutes, settings.Alerts.RetentionDays));
        Assert.Equal((0.5, 0.0, 2), (settings.Notifications.GroupWaitSeconds, settings.Notifications.GroupIntervalSeconds, settings.Notifications.MaxPerSecond));
        Assert.Equal((90, 10, 15), (settings.Embedded.Smtp!.Timeout.TotalSeconds, settings.Embedded.Smtp.FinalTimeout.TotalMinutes, settings.Embedded.Smtp.AttemptTimeout.TotalMinutes));
        Assert.Equal(("mail.example.com", 587, "lights@example.com"), (settings.Embedded.Smtp!.Host, settings.Embedded.Smtp.Port, settings.Embedded.Smtp.Recipients["lights"]));
        Assert.Empty(settings.Unread);
    }

    [Fact]
    public void The_keys_of_the_demo_are_read()
    {
        var settings = Parse("RefillRadar:Demo:Enabled=true", "RefillRadar:Demo:Products=9", "RefillRadar:Demo:Seed=-4", "RefillRadar:DataDirectory=/tmp/radar");
        Assert.Equal((9, -4), (settings.Demo!.Products, settings.Demo.Seed));
        Assert.Equal("/tmp/radar/shop.db", settings.Embedded!.Shop!.Path);
    }

    [Theory]
    [InlineData("RefillRadar:Source:Type=None")]
    [InlineData("RefillRadar:Source:Table=stock")]
    [InlineData("RefillRadar:Columns:Quantity=on_hand")]
    [InlineData("RefillRadar:Columns:Warehouse=site")]
    public void Without_a_shop_of_the_original_names_changes_are_only_posted(string setting)
    {
        var settings = Parse(setting);
        Assert.Null(settings.Embedded!.Shop);
        Assert.Null(settings.Demo);
    }

    [Theory]
    [InlineData("RefillRadar:Shop:Path", "RefillRadar:Source:Type=None", "RefillRadar:Shop:Path=/tmp/own.db")]
    [InlineData("RefillRadar:Shop:Path", "RefillRadar:Source:Type=Sqlite", "RefillRadar:Source:Table=stock")]
    [InlineData("RefillRadar:Demo:Enabled", "RefillRadar:Source:Type=None", "RefillRadar:Demo:Enabled=true")]
    [InlineData("RefillRadar:Demo:Enabled", "RefillRadar:Source:Table=stock", "RefillRadar:Demo:Enabled=true")]
    [InlineData("RefillRadar:Source:Type", "RefillRadar:Source:Type=Oracle")]
    public void A_source_that_contradicts_itself_is_refused(string key, params string[] settings) =>
        Assert.StartsWith(key + ": ", Assert.Single(Errors(settings)), StringComparison.Ordinal);

    [Fact]
    public void Every_error_is_listed_at_once_and_names_its_key()
    {
        var errors = Errors(
            "RefillRadar:Mode=cloud", "RefillRadar:Roles=Silo,Butler", "RefillRadar:Demo:Enabled=maybe", "RefillRadar:Demo:Products=0",
            "RefillRadar:Ingest:MaxBodyBytes=8MB", "RefillRadar:Alerts:HoldSeconds=-1", "RefillRadar:Alerts:RepeatMinutes=1.5", "RefillRadar:Alerts:RetentionDays=NaN",
            "RefillRadar:Notifications:GroupWaitSeconds=1e9", "RefillRadar:Notifications:MaxPerSecond=0",
            "RefillRadar:Smtp:Host=mail", "RefillRadar:Smtp:Port=99999", "RefillRadar:Smtp:Security=7", "RefillRadar:Smtp:TimeoutSeconds=59", "RefillRadar:Authentication:ClientId=radar");
        Assert.Equal(
            [
                "Alerts:HoldSeconds", "Alerts:RepeatMinutes", "Alerts:RetentionDays", "Authentication:Authority", "Demo:Enabled", "Demo:Products",
                "Ingest:MaxBodyBytes", "Mode", "Notifications:GroupWaitSeconds", "Notifications:MaxPerSecond", "Roles", "Roles",
                "Smtp:From", "Smtp:Port", "Smtp:Security", "Smtp:TimeoutSeconds", "Smtp:To",
            ],
            errors.Select(error => error.Split(": ")[0]["RefillRadar:".Length..]).Order(StringComparer.Ordinal));
        Assert.All(errors, error => Assert.Matches(@"^RefillRadar:[\w:]+: .+\.$", error));
        var message = Assert.Throws<ConfigurationException>(() => Parse("RefillRadar:Mode=cloud", "RefillRadar:Roles=Butler")).Message;
        Assert.Contains("RefillRadar:Mode: ", message, StringComparison.Ordinal);
        Assert.Contains("RefillRadar:Roles: ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls=http://0.0.0.0:8080", "http://0.0.0.0:8080")]
    [InlineData("urls=http://*:8080", "http://*:8080")]
    [InlineData("urls=http://+:8080", "http://+:8080")]
    [InlineData("urls=http://[::]:8080", "http://[::]:8080")]
    [InlineData("urls=http://192.168.1.5:8080", "http://192.168.1.5:8080")]
    [InlineData("urls=http://radar.example.com:80", "http://radar.example.com:80")]
    [InlineData("urls=http://localhost.example.com:80", "http://localhost.example.com:80")]
    [InlineData("urls=http://localhost:8080;http://0.0.0.0:81", "http://0.0.0.0:81")]
    [InlineData("URLS= http://localhost:8080 ; https://*:443 ;", "https://*:443")]
    [InlineData("urls=http://user@localhost:8080", "http://user@localhost:8080")]
    [InlineData("urls=http://localhost:80@0.0.0.0:9000", "http://localhost:80@0.0.0.0:9000")]
    [InlineData("urls=http://localhost.:8080", "http://localhost.:8080")]
    [InlineData("urls=http://0:8080", "http://0:8080")]
    [InlineData("http_ports=8080", "http://*:8080")]
    [InlineData("https_ports=1;2", "https://*:1")]
    [InlineData("Kestrel:Endpoints:Web:Url=http://*:5000", "http://*:5000")]
    [InlineData("Kestrel:Endpoints:Web:Certificate:Path=x", "endpoint Web")]
    public void Other_machines_are_not_let_in_without_sign_in(string setting, string address)
    {
        var errors = Errors(setting);
        Assert.Contains(errors, error => error.Contains(address, StringComparison.Ordinal) && error.Contains("Authentication:Authority", StringComparison.Ordinal));
        Assert.Empty(Parse([setting, .. SignIn]).Unread);
    }

    [Theory]
    [InlineData("urls=http://localhost:8080")]
    [InlineData("urls=http://LOCALHOST:0")]
    [InlineData("urls=http://127.0.0.1:8080;http://[::1]:8080;http://127.1.2.3:1")]
    [InlineData("urls=http://127.1:8080;http://[::ffff:127.0.0.1]:8080")]
    [InlineData("urls=http://localhost:8080|http_ports=80")]
    [InlineData("Kestrel:Endpoints:Web:Url=https://localhost:5001")]
    [InlineData("urls=")]
    public void This_machine_alone_needs_no_sign_in(string settings) => Parse(settings.Split('|'));

    [Theory]
    [InlineData("RefillRadar:Ingest:Key=", "RefillRadar:Ingest:Key")]
    [InlineData("RefillRadar:Ingest:Key=short", "RefillRadar:Ingest:Key")]
    [InlineData("RefillRadar:Authentication:Authority=http://login.example.com", "RefillRadar:Authentication:Authority")]
    [InlineData("RefillRadar:Authentication:Authority=login", "RefillRadar:Authentication:Authority")]
    [InlineData("RefillRadar:Authentication:ClientId=", "RefillRadar:Authentication:ClientId")]
    public void Sign_in_is_whole_or_refused(string setting, string key) =>
        Assert.StartsWith(key, Assert.Single(Errors([.. SignIn, setting])), StringComparison.Ordinal);

    [Fact]
    public void A_shop_of_ones_own_is_never_played_with()
    {
        Assert.Null(Parse("RefillRadar:Shop:Path=/tmp/own.db").Demo);
        Assert.Null(Parse("RefillRadar:Demo:Enabled=false").Demo);
        Assert.StartsWith("RefillRadar:Demo:Enabled", Assert.Single(Errors("RefillRadar:Shop:Path=/tmp/own.db", "RefillRadar:Demo:Enabled=true")), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_nothing_reads_are_told() =>
        Assert.Equal(
            ["RefillRadar:Alerts:HoldSecond", "RefillRadar:Colums:ProductId"],
            Parse("RefillRadar:Alerts:HoldSecond=5", "RefillRadar:Colums:ProductId=x", "RefillRadar:Roles:0=Silo", "RefillRadar:Roles:1=Dashboard", "Other:Key=1").Unread.Order());

    [Fact]
    public void The_aws_mode_lists_all_that_is_missing()
    {
        var errors = Errors("RefillRadar:Mode=Aws", "RefillRadar:Roles=Silo", "RefillRadar:Aws:SiloPort=0", "RefillRadar:Aws:AdvertisedAddress=here", "urls=http://*:8080");
        Assert.Equal(
            ["Aws:AdvertisedAddress", "Aws:Region", "Aws:SiloPort", "Aws:StreamName", "Aws:ThresholdsBucket", "Aws:TopicArn", "Ingest:Key"],
            errors.Select(error => error.Split(": ")[0]["RefillRadar:".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_aws_mode_is_read_and_has_neither_demo_nor_shop()
    {
        var settings = Parse([.. Aws, "RefillRadar:Roles=Silo", "RefillRadar:Aws:SiloPort=11", "RefillRadar:Aws:GatewayPort=12", "RefillRadar:Aws:AdvertisedAddress=10.0.0.7", "RefillRadar:Aws:TablePrefix=dev-"]);
        Assert.Equal(("eu-central-1", "cdc", "rules", "thresholds.csv"), (settings.Aws!.Region, settings.Aws.StreamName, settings.Aws.ThresholdsBucket, settings.Aws.ThresholdsKey));
        Assert.Equal((11, 12, "10.0.0.7", "dev-"), (settings.Aws.SiloPort, settings.Aws.GatewayPort, settings.Aws.AdvertisedAddress!.ToString(), settings.Aws.TablePrefix));
        Assert.Equal((null, null), (settings.Embedded, settings.Demo));
        Assert.Empty(settings.Unread);
    }

    [Fact]
    public void A_process_without_pages_that_others_reach_needs_a_key_and_no_sign_in()
    {
        Assert.StartsWith("RefillRadar:Ingest:Key", Assert.Single(Errors([.. Aws, "RefillRadar:Roles=Silo", "urls=http://*:8080"])), StringComparison.Ordinal);
        Parse([.. Aws, "RefillRadar:Roles=Silo", "urls=http://*:8080", "RefillRadar:Ingest:Key=0123456789abcdef"]);
    }

    [Fact]
    public void A_process_without_the_way_in_that_others_reach_needs_sign_in_and_no_key()
    {
        Assert.StartsWith("RefillRadar:Authentication:Authority", Assert.Single(Errors([.. Aws, "RefillRadar:Roles=Dashboard", "urls=http://*:8080"])), StringComparison.Ordinal);
        Parse([.. Aws, .. SignIn, "RefillRadar:Roles=Dashboard", "urls=http://*:8080", "RefillRadar:Ingest:Key="]);
    }

    private static IReadOnlyList<string> Errors(params string[] settings) =>
        Assert.Throws<ConfigurationException>(() => Parse(settings)).Errors;

    // The last of two settings of one key counts, as with any configuration.
    internal static RadarSettings Parse(params string[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
            values[setting[..setting.IndexOf('=', StringComparison.Ordinal)]] = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return RadarSettingsParser.Parse(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
