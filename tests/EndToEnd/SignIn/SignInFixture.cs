using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.SignIn;

/// <summary>A radar that asks for sign-in, behind TLS, and the provider it asks.</summary>
public sealed class SignInFixture : IAsyncLifetime
{
    private const string Password = "only for this test";
    private readonly string _folder = Directory.CreateTempSubdirectory("refillradar-tls-").FullName;
    private RadarProcess? _radar;

    internal RadarData Data { get; } = new("product_id,name,stockout_threshold,team", "1,Bike,20,shop", "2,Car,20,shop");

    internal OidcProvider Provider { get; private set; } = null!;

    /// <summary>Where people go.</summary>
    internal Uri Secure { get; private set; } = null!;

    internal string Output => _radar?.Output ?? "";

    public async Task InitializeAsync()
    {
        using var certificate = Certificate();
        var (pem, pfx) = (Path.Combine(_folder, "tls.pem"), Path.Combine(_folder, "tls.pfx"));
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem());
        await File.WriteAllBytesAsync(pfx, certificate.Export(X509ContentType.Pfx, Password));
        Provider = await OidcProvider.StartAsync(X509CertificateLoader.LoadPkcs12FromFile(pfx, Password));
        var port = RadarProcess.FreePort();
        Secure = new Uri($"https://localhost:{RadarProcess.FreePort()}");
        _radar = await RadarProcess.StartAsync(
            Data,
            [
                .. RadarProcess.Quick, "--urls", $"http://127.0.0.1:{port};https://127.0.0.1:{Secure.Port}",
                $"--Kestrel:Certificates:Default:Path={pfx}", $"--Kestrel:Certificates:Default:Password={Password}",
                $"--RefillRadar:Authentication:Authority={Provider.Address}", $"--RefillRadar:Authentication:ClientId={OidcProvider.ClientId}",
                "--RefillRadar:Ingest:Key=0123456789abcdef", $"--RefillRadar:Notifications:PublicUrl={Secure.OriginalString}",
            ],
            port,
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = pem });
        using var shop = Data.OpenShop();
        shop.Stock([1], 3);
    }

    public async Task DisposeAsync()
    {
        if (_radar is not null)
            await _radar.DisposeAsync();
        if (Provider is not null)
            await Provider.DisposeAsync();
        Data.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
