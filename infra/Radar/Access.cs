using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace RefillRadar.Infra.Radar;

/// <summary>Who signs people in to the dashboard: a provider of one's own, or a user pool whose users an administrator makes.</summary>
internal sealed class Access : Construct
{
    public Access(Construct scope, string id, Settings settings)
        : base(scope, id)
    {
        if (settings.IdentityProvider is { } provider)
        {
            (Authority, ClientId, RoleClaim) = (provider.Authority, provider.ClientId, provider.RoleClaim);
            if (provider.ClientSecretArn is { } arn)
                ClientSecret = Secret.FromSecretCompleteArn(this, "ClientSecret", arn);
            return;
        }

        var pool = Users(settings);
        // A public client: it proves itself by PKCE, so there is no secret to keep.
        var client = pool.AddClient("Dashboard", new UserPoolClientOptions
        {
            GenerateSecret = false,
            PreventUserExistenceErrors = true,
            AuthFlows = new AuthFlow(),
            OAuth = new OAuthSettings
            {
                Flows = new OAuthFlows { AuthorizationCodeGrant = true },
                Scopes = [OAuthScope.OPENID, OAuthScope.PROFILE],
                CallbackUrls = [$"https://{settings.DomainName}/signin-oidc"],
                LogoutUrls = [$"https://{settings.DomainName}/signout-callback-oidc"],
            },
        });
        foreach (var group in new[] { "responder", "operator" })
            _ = new CfnUserPoolGroup(this, group, new CfnUserPoolGroupProps { UserPoolId = pool.UserPoolId, GroupName = group });
        (Authority, ClientId, RoleClaim) = ($"https://cognito-idp.{Aws.REGION}.amazonaws.com/{pool.UserPoolId}", client.UserPoolClientId, "cognito:groups");
        new CfnOutput(this, "UserPoolId", new CfnOutputProps { Value = pool.UserPoolId });
    }

    public string Authority { get; }

    public string ClientId { get; }

    /// <summary>The claim that holds a person's groups or roles.</summary>
    public string RoleClaim { get; }

    /// <summary>Null for a public client.</summary>
    public ISecret? ClientSecret { get; }

    private UserPool Users(Settings settings)
    {
        var pool = new UserPool(this, "Users", new UserPoolProps
        {
            UserPoolName = settings.Prefix,
            SelfSignUpEnabled = false,
            SignInAliases = new SignInAliases { Email = true },
            AutoVerify = new AutoVerifiedAttrs { Email = true },
            StandardAttributes = new StandardAttributes
            {
                Email = new StandardAttribute { Required = true, Mutable = true },
                Fullname = new StandardAttribute { Required = true, Mutable = true },
            },
            Mfa = settings.Sizes.Keep ? Mfa.REQUIRED : Mfa.OPTIONAL,
            MfaSecondFactor = new MfaSecondFactor { Otp = true, Sms = false },
            PasswordPolicy = new PasswordPolicy { MinLength = 12, RequireDigits = true, RequireLowercase = true, RequireUppercase = true, RequireSymbols = true },
            AccountRecovery = AccountRecovery.EMAIL_ONLY,
            DeletionProtection = settings.Sizes.Keep,
            RemovalPolicy = settings.Sizes.Removal,
        });
        pool.AddDomain("Domain", new UserPoolDomainOptions
        {
            CognitoDomain = new CognitoDomainOptions { DomainPrefix = $"{settings.Prefix}-{Aws.ACCOUNT_ID}" },
        });
        return pool;
    }
}
