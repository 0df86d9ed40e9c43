using System.Net;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.SignIn;

public sealed class SignInTests(SignInFixture fixture, Browser browser, ITestOutputHelper output)
    : IClassFixture<SignInFixture>, IClassFixture<Browser>, IDisposable
{
    private readonly int _before = fixture.Output.Length;

    public void Dispose() => output.WriteLine(fixture.Output[_before..]);

    [Theory]
    [InlineData("/api/alerts")]
    [InlineData("/api/quarantine")]
    [InlineData("/hubs/radar/negotiate?negotiateVersion=1")]
    [InlineData("/metrics")]
    public async Task A_program_that_is_not_signed_in_is_told_401(string path)
    {
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        using var response = path.StartsWith("/hubs", StringComparison.Ordinal)
            ? await http.PostAsync(new Uri(fixture.Secure, path), null)
            : await http.GetAsync(new Uri(fixture.Secure, path));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [BrowserFact]
    public async Task A_person_without_a_role_may_look_and_do_nothing()
    {
        var page = await EnterAsync(new Person("Vera"));
        Assert.Equal(200, await StatusAsync(page, "GET", "/api/alerts"));
        Assert.Equal(403, await StatusAsync(page, "POST", "/api/alerts/none/acknowledge"));
        Assert.Equal(403, await StatusAsync(page, "GET", "/api/quarantine"));
        Assert.Equal(403, await StatusAsync(page, "GET", "/orleans"));
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_responder_may_act_on_alerts_and_not_operate()
    {
        var page = await EnterAsync(new Person("Rosa", "responder"));
        Assert.Equal(404, await StatusAsync(page, "POST", "/api/alerts/none/acknowledge"));
        Assert.Equal(403, await StatusAsync(page, "GET", "/api/quarantine"));
        Assert.Equal(403, await StatusAsync(page, "GET", "/orleans"));
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task An_operator_may_do_all()
    {
        var page = await EnterAsync(new Person("Olga", "operator"));
        Assert.Equal(404, await StatusAsync(page, "POST", "/api/alerts/none/acknowledge"));
        Assert.Equal(200, await StatusAsync(page, "GET", "/api/quarantine"));
        Assert.Equal(200, await StatusAsync(page, "GET", "/orleans"));
        await page.Context.DisposeAsync();
    }

    /// <summary>Through the provider to the page that was asked for.</summary>
    private async Task<IPage> EnterAsync(Person person)
    {
        fixture.Provider.Next = person;
        var page = await browser.NewAsync();
        await page.GotoAsync(new Uri(fixture.Secure, "/alerts").AbsoluteUri);
        await page.WaitForURLAsync(new Uri(fixture.Secure, "/alerts").AbsoluteUri);
        await Browser.LiveAsync(page);
        return page;
    }

    private static Task<int> StatusAsync(IPage page, string method, string path) => page.EvaluateAsync<int>(
        "async ([method, path]) => (await fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body: method === 'POST' ? '{}' : undefined })).status",
        new[] { method, path });
}
