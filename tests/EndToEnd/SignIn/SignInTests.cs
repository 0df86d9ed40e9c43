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

    [BrowserFact]
    public async Task A_viewers_pages_offer_nothing_that_is_not_allowed()
    {
        var page = await EnterAsync(new Person("Vera"));
        await page.GetByTestId("alert-row").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("ack-button")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("pick")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("nav a[href='/quarantine'], nav a[href='/system']")).ToHaveCountAsync(0);
        foreach (var path in new[] { "/quarantine", "/system" })
        {
            await page.GotoAsync(new Uri(fixture.Secure, path).AbsoluteUri);
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("not allowed", new() { IgnoreCase = true });
        }

        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_responder_acts_under_the_name_of_who_is_signed_in()
    {
        var page = await EnterAsync(new Person("Rosa", "responder"));
        await page.GetByTestId("ack-button").ClickAsync();
        await page.GetByTestId("action-dialog").WaitForAsync();
        Assert.Equal(0, await page.GetByTestId("action-by").CountAsync());
        await page.GetByTestId("action-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("alert-row")).ToContainTextAsync("by Rosa");
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        var page = await EnterAsync(new Person("Olga", "operator"));
        await Assertions.Expect(page.GetByTestId("visitor")).ToHaveTextAsync("Olga");
        var left = page.WaitForRequestAsync(request => request.Url.StartsWith(fixture.Provider.Address + "/leave", StringComparison.Ordinal));
        fixture.Provider.Next = new Person("Vera");
        await page.GetByTestId("sign-out").ClickAsync();
        await left;
        // The provider sends her back, and whoever comes next is somebody else.
        await Assertions.Expect(page.GetByTestId("visitor")).ToHaveTextAsync("Vera");
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
