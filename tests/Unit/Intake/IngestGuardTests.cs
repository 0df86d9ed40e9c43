using System.Net;
using Microsoft.AspNetCore.Http;
using RefillRadar.Silo.Configuration;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Tests.Unit.Intake;

public sealed class IngestGuardTests
{
    private const string Key = "0123456789abcdef";

    [Theory]
    [InlineData("127.0.0.1", "localhost:8080", "application/json")]
    [InlineData("127.3.2.1", "127.0.0.1", "application/json; charset=utf-8")]
    [InlineData("::1", "LOCALHOST", "Application/JSON")]
    [InlineData("::ffff:127.0.0.1", "localhost:1", "application/x-ndjson")]
    [InlineData(null, "localhost", "application/json")]
    public void Without_a_key_this_machine_is_let_in(string? remote, string host, string type) =>
        Assert.Null(Refusal(null, remote, host, type));

    [Theory]
    [InlineData("10.0.0.7", "localhost", "application/json", 403)]
    [InlineData("::ffff:10.0.0.7", "localhost", "application/json", 403)]
    [InlineData("fe80::1", "localhost", "application/json", 403)]
    [InlineData("127.0.0.1", "evil.example.com", "application/json", 403)]
    [InlineData("127.0.0.1", "localhost.evil.example.com", "application/json", 403)]
    [InlineData("127.0.0.1", "127.0.0.1.nip.io:8080", "application/json", 403)]
    [InlineData("127.0.0.1", "", "application/json", 403)]
    [InlineData("127.0.0.1", "localhost", null, 415)]
    [InlineData("127.0.0.1", "localhost", "", 415)]
    [InlineData("127.0.0.1", "localhost", "text/plain", 415)]
    [InlineData("127.0.0.1", "localhost", "text/plain; application/json", 415)]
    [InlineData("127.0.0.1", "localhost", "application/x-www-form-urlencoded", 415)]
    [InlineData("127.0.0.1", "localhost", "multipart/form-data; boundary=application/json", 415)]
    public void Without_a_key_nobody_else_is(string remote, string host, string? type, int status) =>
        Assert.Equal(status, Refusal(null, remote, host, type));

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Real-IP")]
    public void Without_a_key_what_was_forwarded_is_refused(string header) =>
        Assert.Equal(403, Refusal(null, "127.0.0.1", "localhost", "application/json", (header, "")));

    [Theory]
    [InlineData("Bearer " + Key, null)]
    [InlineData("bearer " + Key, null)]
    [InlineData("Bearer  " + Key + " ", null)]
    [InlineData(null, 401)]
    [InlineData("", 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Bearer wrong", 401)]
    [InlineData("Bearer " + Key + "0", 401)]
    [InlineData("Bearer 0123456789ABCDEF", 401)]
    [InlineData(Key, 401)]
    [InlineData("Basic " + Key, 401)]
    public void With_a_key_it_is_what_counts(string? authorization, int? status)
    {
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];
        Assert.Equal(status, Refusal(Key, "10.0.0.7", "radar.example.com", null, [.. headers, ("X-Forwarded-For", "1.2.3.4")]));
        Assert.Equal(status, Refusal(Key, "127.0.0.1", "localhost", "application/json", headers));
    }

    [Fact]
    public void A_missing_key_is_asked_for()
    {
        var context = new DefaultHttpContext();
        new IngestGuard(new IngestSettings(Key, 1024, 1)).Refuse(context);
        Assert.Equal("Bearer", context.Response.Headers.WWWAuthenticate);
    }

    private static int? Refusal(string? key, string? remote, string host, string? type, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);
        context.Request.ContentType = type;
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        return new IngestGuard(new IngestSettings(key, 1024, 1)).Refuse(context)?.StatusCode;
    }
}
