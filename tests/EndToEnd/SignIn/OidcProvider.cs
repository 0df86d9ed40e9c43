using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RefillRadar.Tests.EndToEnd.SignIn;

/// <summary>
/// A provider of OpenID Connect as far as the code flow with PKCE goes (https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth).
/// It asks for no password: whoever is set as <see cref="Next"/> signs in.
/// </summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientId = "refillradar";

    private readonly ConcurrentDictionary<string, (Person Person, string Challenge, string Redirect, string? Nonce)> _codes = new();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;

    private OidcProvider(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", Configuration);
        _app.MapGet("/keys", Keys);
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/leave", (string post_logout_redirect_uri) => Results.Redirect(post_logout_redirect_uri));
    }

    /// <summary>Who signs in next.</summary>
    public Person Next { get; set; } = new("Nobody");

    public string Address => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public static async Task<OidcProvider> StartAsync(X509Certificate2 certificate)
    {
        var provider = new OidcProvider(certificate);
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private IResult Configuration() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/keys",
        ["end_session_endpoint"] = $"{Address}/leave",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult Keys()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
        });
    }

    // Answers with a form that sends itself, as response_mode=form_post wants it.
    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query;
        if (asked["client_id"] != ClientId || asked["code_challenge_method"] != "S256" || asked["response_mode"] != "form_post")
            return Results.BadRequest("This client is not known, or does not use PKCE.");
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (Next, asked["code_challenge"].ToString(), asked["redirect_uri"].ToString(), asked["nonce"]);
        return Results.Content(
            $"""
            <!DOCTYPE html><form method="post" action="{asked["redirect_uri"]}"><input type="hidden" name="code" value="{code}">
            <input type="hidden" name="state" value="{asked["state"]}"></form><script>document.forms[0].submit()</script>
            """,
            "text/html");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var known)
            || known.Redirect != form["redirect_uri"]
            || known.Challenge != Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = ClientId,
            Subject = new ClaimsIdentity([new Claim("sub", known.Person.Name), new Claim("name", known.Person.Name), .. known.Person.Roles.Select(role => new Claim("roles", role)), new Claim("nonce", known.Nonce ?? "")]),
            IssuedAt = DateTime.UtcNow,
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new { id_token = token, access_token = "unused", token_type = "Bearer", expires_in = 300 });
    }
}
