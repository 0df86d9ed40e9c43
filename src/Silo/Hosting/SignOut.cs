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

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", OutAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> OutAsync(HttpContext context, IAntiforgery antiforgery, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        // A page of elsewhere may not sign anybody out.
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.Problem("The form has expired. Reload the page and try again.", statusCode: StatusCodes.Status400BadRequest);
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var known = await provider.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        if (!string.IsNullOrEmpty(known.EndSessionEndpoint))
        {
            return TypedResults.SignOut(
                new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.Content(Done, "text/html");
    }
}
