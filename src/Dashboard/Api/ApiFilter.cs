using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Orleans.Runtime;

namespace RefillRadar.Dashboard.Api;

/// <summary>Turns what the handlers throw into problems: a bad value is the caller's to fix, a server that does not respond is worth another try.</summary>
internal sealed class ApiFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            QueryNames.Check(context.HttpContext);
            return await next(context);
        }
        catch (BadRequestValueException bad)
        {
            return Problems.BadParameter(bad);
        }
        catch (FormatException)
        {
            // The stores throw it for a cursor, and for nothing else.
            return Problems.BadParameter(new BadRequestValueException(
                "cursor", "cursor must be the nextCursor of an earlier response of this list. Leave it out to start from the beginning."));
        }
        catch (BadHttpRequestException bad)
        {
            return Problems.Status(bad.StatusCode, "The request could not be read.", bad.Message);
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            context.HttpContext.Response.Headers.RetryAfter = "10";
            return Problems.Status(
                StatusCodes.Status503ServiceUnavailable, "Storage unavailable.", $"Nothing can be stored right now: {exception.Message.TrimEnd('.')}. Try again in a few seconds. If this lasts, see /api/health.");
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            context.HttpContext.Response.Headers.RetryAfter = "2";
            return Problems.Status(
                StatusCodes.Status503ServiceUnavailable, "Server busy.", "The server did not respond in time. Try again in a few seconds. If this lasts, see /health/ready.");
        }
    }
}
