using Amazon.S3;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.S3;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>
/// Who is let in. With an OpenID Connect provider configured everything but health, static files and the way in (which has its
/// own key) asks for sign-in; without one the server only listens on loopback and asks nobody. <see cref="AccessPolicies"/> says who
/// may do what.
/// </summary>
internal static class AccessHosting
{
    private const string Challenge = "challenge";
    private static readonly string[] Programs = ["/api", "/hubs", "/ingest", "/metrics", "/openapi", "/health", "/_blazor"];

    /// <summary>Whether an address is for programs: they get a problem and a status where a person would get a page.</summary>
    public static bool IsForPrograms(PathString path) =>
        Programs.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));

    public static void AddAccess(this IServiceCollection services, RadarSettings settings)
    {
        // Kept with the data, so that sign-ins and forms outlive a restart, and another dashboard knows them.
        var keys = services.AddDataProtection().SetApplicationName("RefillRadar");
        if (settings.Embedded is { } embedded)
            keys.PersistKeysToFileSystem(new DirectoryInfo(EmbeddedHosting.KeyRing(embedded)));
        else
            services.AddOptions<KeyManagementOptions>().Configure<IAmazonS3, AwsOptions>((options, s3, aws) => options.XmlRepository = new S3KeyRing(s3, aws));
        services.AddPolicies(settings.Authentication);
        if (!settings.Authentication.IsConfigured)
            return;
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = Challenge;
            })
            .AddPolicyScheme(Challenge, null, options => options.ForwardDefaultSelector = ChallengeOf)
            .AddCookie(options =>
            {
                options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
                options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
            })
            .AddOpenIdConnect(options => Configure(options, settings.Authentication));
    }

    public static void UseAccess(this WebApplication app)
    {
        var isConfigured = app.Services.GetRequiredService<RadarSettings>().Authentication.IsConfigured;
        if (isConfigured)
        {
            app.UseProviderOutage();
            app.UseAuthentication();
        }

        app.UseAuthorization();
        if (isConfigured)
            app.MapSignOut();
    }

    private static void Configure(OpenIdConnectOptions options, AuthenticationSettings settings)
    {
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "name";
        options.Events.OnSignedOutCallbackRedirect = Home;
    }

    // Not every provider gives back the state, in which it stands where to go on.
    private static Task Home(RemoteSignOutContext context)
    {
        if (context.Properties is null)
        {
            context.Response.Redirect("/");
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // A program is told 401; only a page can be sent to sign in.
    private static string ChallengeOf(HttpContext context) =>
        IsForPrograms(context.Request.Path)
            ? CookieAuthenticationDefaults.AuthenticationScheme
            : OpenIdConnectDefaults.AuthenticationScheme;
}
