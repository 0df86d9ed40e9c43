using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RefillRadar.Dashboard.Api;

/// <summary>RFC 7807 answers: each says what to do about it.</summary>
internal static class Problems
{
    public static ProblemHttpResult BadParameter(BadRequestValueException bad)
    {
        return TypedResults.Problem(
            bad.Message,
            statusCode: StatusCodes.Status400BadRequest,
            title: $"Invalid parameter: {bad.Parameter}.",
            extensions: new Dictionary<string, object?> { ["parameter"] = bad.Parameter });
    }

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    public static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Conflict.");

    public static ProblemHttpResult Status(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);
}
