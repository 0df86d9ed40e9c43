namespace RefillRadar.Tests.Infra;

[Collection(TemplatesCollection.Name)]
public sealed class AccessTests(Templates templates)
{
    [Fact]
    public void People_sign_in_by_a_user_pool_that_they_cannot_join_by_themselves()
    {
        var pool = templates.Prod.One("AWS::Cognito::UserPool");
        Json.Has(pool, """{ "MfaConfiguration": "ON", "DeletionProtection": "ACTIVE", "AdminCreateUserConfig": { "AllowAdminCreateUserOnly": true } }""");
        Json.Has(templates.Prod.One("AWS::Cognito::UserPoolClient"), """
            { "GenerateSecret": false, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "profile"],
              "CallbackURLs": ["https://radar.example.com/signin-oidc"], "LogoutURLs": ["https://radar.example.com/signout-callback-oidc"] }
            """);
        Assert.Equal("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123", TaskEnvironment.Of(templates.Prod, "Dashboards")["RefillRadar__Authentication__Authority"]);
    }

    [Fact]
    public void Or_by_a_provider_of_their_own()
    {
        Assert.Empty(templates.ProdExisting.Of("AWS::Cognito::UserPool"));
        var environment = TaskEnvironment.Of(templates.ProdExisting, "Dashboards");
        Assert.Equal("https://login.example.com", environment["RefillRadar__Authentication__Authority"]);
        Assert.Equal("radar", environment["RefillRadar__Authentication__ClientId"]);
    }

    [Fact]
    public void Who_may_acknowledge_and_operate_is_a_group_of_the_pool_or_a_role_of_the_provider()
    {
        Assert.Equal(["operator", "responder"], templates.Prod.Of("AWS::Cognito::UserPoolGroup").Select(group => (string?)group["GroupName"]).Order());
        Assert.Equal("cognito:groups", TaskEnvironment.Of(templates.Prod, "Dashboards")["RefillRadar__Authentication__RoleClaim"]);
        Assert.Equal("roles", TaskEnvironment.Of(templates.ProdExisting, "Dashboards")["RefillRadar__Authentication__RoleClaim"]);
    }

    [Fact]
    public void Behind_the_load_balancer_addresses_are_made_from_what_it_forwards() =>
        Assert.Equal("true", TaskEnvironment.Of(templates.Prod, "Dashboards")["ASPNETCORE_FORWARDEDHEADERS_ENABLED"]);
}
