#:package Microsoft.Playwright
#:property PublishAot=false
#:property TreatWarningsAsErrors=false

// Makes docs/pictures anew: dotnet run docs/pictures.cs [minutes that the demo shop sells first, default 4]
// Starts the program with the demo shop, lets it sell quickly, does what people do, and takes a picture of each page.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

var folder = Path.GetDirectoryName(ThisFile())!;
var minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 4;
var data = Directory.CreateTempSubdirectory("refillradar-pictures-").FullName;
var address = new Uri($"http://localhost:{FreePort()}");
using var server = Process.Start(new ProcessStartInfo(
    "dotnet",
    [
        "run", "--project", Path.GetFullPath("../src/Silo", folder), "--", "--urls", address.OriginalString,
        "--RefillRadar:Demo:Products=320", "--RefillRadar:Demo:Seed=11", "--RefillRadar:Demo:Speed=12", "--Logging:LogLevel:Default=Warning",
    ])
{
    WorkingDirectory = data,
})!;
try
{
    using var http = new HttpClient { BaseAddress = address };
    await ReadyAsync(http);
    await Task.Delay(TimeSpan.FromMinutes(minutes));
    var product = await ActAsync(http);
    await TakeAsync(product);
}
finally
{
    server.Kill(entireProcessTree: true);
    await server.WaitForExitAsync();
    Directory.Delete(data, recursive: true);
}

async Task TakeAsync(string product)
{
    using var playwright = await Playwright.CreateAsync();
    await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium", Args = ["--no-sandbox"] });
    (string Name, string Path, ColorScheme Scheme, int Width, int Height)[] pictures =
    [
        ("overview-dark", "/?range=1h", ColorScheme.Dark, 1440, 900),
        ("overview", "/?range=1h", ColorScheme.Light, 1440, 900),
        ("alerts", "/alerts?sort=-severity", ColorScheme.Light, 1440, 900),
        ("alerts-grouped", "/alerts?group=team", ColorScheme.Dark, 1440, 900),
        ("alert-telephone", "/alerts", ColorScheme.Light, 390, 844),
        ("product", $"/products/{product}", ColorScheme.Light, 1440, 1240),
        ("products", "/products", ColorScheme.Dark, 1440, 900),
        ("thresholds", "/thresholds", ColorScheme.Light, 1440, 900),
        ("quarantine", "/quarantine", ColorScheme.Dark, 1440, 700),
        ("system", "/system", ColorScheme.Light, 1440, 1000),
        ("wallboard", "/?kiosk", ColorScheme.Dark, 1920, 1080),
    ];
    foreach (var picture in pictures)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = picture.Width, Height = picture.Height }, ColorScheme = picture.Scheme, ReducedMotion = ReducedMotion.Reduce });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(address, picture.Path).AbsoluteUri);
        await page.Locator("html[data-link=live]").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('main h1, main .wall') && !document.querySelector('.skeleton')");
        await page.WaitForTimeoutAsync(2_500); // rates need two looks
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "pictures", picture.Name + ".png") });
        Console.WriteLine(picture.Name);
    }
}

// Somebody takes alerts and mutes one, and a broken record comes in; answers the product with the most alerts.
async Task<string> ActAsync(HttpClient http)
{
    var open = (await http.GetFromJsonAsync<JsonElement>("/api/alerts?status=firing&limit=1000")).GetProperty("items").EnumerateArray().ToArray();
    foreach (var (alert, index) in open.Select((alert, index) => (alert, index)).Where(pair => pair.index % 4 == 1))
    {
        var id = alert.GetProperty("id").GetString();
        if (index % 8 == 1)
            await http.PostAsJsonAsync($"/api/alerts/{id}/acknowledge", new { by = "Ana", note = "Ordered, arrives Thursday" });
        else
            await http.PostAsJsonAsync($"/api/alerts/{id}/snooze", new { untilRestock = true, by = "Ben", note = "Supplier is late" });
    }

    await http.PostAsync("/ingest/records", new StringContent(
        """
        {"data":{"product_id":7,"quantity_available":"twelve"},"metadata":{"record-type":"data","operation":"update","schema-name":"shop","table-name":"inventory"}}
        {"data":{"product_id":8,"quantity_avail
        """, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
    var all = (await http.GetFromJsonAsync<JsonElement>("/api/alerts?limit=1000")).GetProperty("items").EnumerateArray();
    return all.Where(alert => alert.GetProperty("status").GetString() != "pending").GroupBy(alert => alert.GetProperty("productId").GetString()!)
        .MaxBy(alerts => (alerts.Count(), alerts.Any(alert => alert.GetProperty("status").GetString() == "acknowledged")))!.Key;
}

async Task ReadyAsync(HttpClient http)
{
    for (; ; await Task.Delay(500))
    {
        try
        {
            if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                return;
        }
        catch (HttpRequestException) when (!server.HasExited)
        {
        }
    }
}

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}

static string ThisFile([CallerFilePath] string path = "") => path;
