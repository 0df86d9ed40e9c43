namespace RefillRadar.Silo.Hosting;

/// <summary>Answers for an identity provider that does not: ASP.NET throws when it cannot read where to send people to sign in.</summary>
internal static partial class ProviderOutage
{
    // IDX20803 of Microsoft.IdentityModel: the configuration of the provider could not be read.
    private const string Unreadable = "IDX20803";

    /// <summary>Answers 503 with a sentence, to people as to programs, while the provider does not respond.</summary>
    public static void UseProviderOutage(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (InvalidOperationException exception) when (!context.Response.HasStarted && exception.Message.Contains(Unreadable, StringComparison.Ordinal))
        {
            LogUnreachable(app.Logger, exception);
            context.Response.Headers.RetryAfter = "10";
            await Answer(context).ExecuteAsync(context);
        }
    });

    private static IResult Answer(HttpContext context)
    {
        const string Text = "The sign-in service does not respond. Nobody can sign in until it does. Try again in a few seconds. Changes are still processed, and notifications are still sent.";
        return AccessHosting.IsForPrograms(context.Request.Path)
            ? TypedResults.Problem(Text, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Text(Text, "text/plain", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The OpenID Connect provider does not respond: see RefillRadar:Authentication:Authority")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);
}
