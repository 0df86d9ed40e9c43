using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Orleans.Runtime;

namespace RefillRadar.Dashboard.Api;

/// <summary>Turns what the handlers throw into problems: a bad value is the caller's to mend, silent grains are worth another try.</summary>
internal sealed class ApiFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
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
                "cursor", "This cursor was not made by this list. Use the nextCursor of the last answer, or leave it out to begin anew."));
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            context.HttpContext.Response.Headers.RetryAfter = "10";
            return Problems.Status(
                StatusCodes.Status503ServiceUnavailable, "Nothing can be stored right now.", $"The store refused: {exception.Message.TrimEnd('.')}. Try again in a few seconds; if it lasts, see /api/health.");
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            context.HttpContext.Response.Headers.RetryAfter = "2";
            return Problems.Status(
                StatusCodes.Status503ServiceUnavailable, "The grains do not answer.", "Try again in a few seconds; if it lasts, see /health/ready.");
        }
    }
}
