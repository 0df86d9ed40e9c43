using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace RefillRadar.Silo.Hosting;

/// <summary><c>POST /sign-out</c>: here, and at the provider where that has a page for it.</summary>
internal static class SignOut
{
    private const string Done = """
        <!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Signed out · RefillRadar</title>
        <p>You are signed out. <a href="/">Sign in again</a></p></html>
        """;

    // A form of ours may not be redirected to another host (CSP form-action): the browser is told where to go on by a page.
    private static string Onward(string url) => $"""
        <!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Signing out · RefillRadar</title>
        <meta http-equiv="refresh" content="0;url={HtmlEncoder.Default.Encode(url)}"><p><a href="{HtmlEncoder.Default.Encode(url)}">Go on to sign out there too</a></p></html>
        """;

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", OutAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> OutAsync(HttpContext context, IAntiforgery antiforgery, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        // A page of elsewhere may not sign anybody out.
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.Problem("The form has expired. Reload the page and try again.", statusCode: StatusCodes.Status400BadRequest);
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var known = await provider.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        var page = Done;
        if (!string.IsNullOrEmpty(known.EndSessionEndpoint))
        {
            await context.SignOutAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/" });
            page = Onward(context.Response.Headers.Location.ToString());
            context.Response.Headers.Location = default;
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.Content(page, "text/html", statusCode: StatusCodes.Status200OK);
    }
}
