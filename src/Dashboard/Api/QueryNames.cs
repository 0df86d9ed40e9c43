using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Api;

/// <summary>Refuses query parameters that an endpoint does not have: a misspelled filter would return everything.</summary>
internal static class QueryNames
{
    private const int MostShown = 60;
    private static readonly ConditionalWeakTable<MethodInfo, string[]> Known = [];

    /// <summary>Throws <see cref="BadRequestValueException"/> for the first parameter of the query that the endpoint's handler does not read.</summary>
    public static void Check(HttpContext context)
    {
        if (context.Request.Query.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>() is not { } handler)
            return;
        var known = Known.GetValue(handler, Of).Except(context.Request.RouteValues.Keys, StringComparer.OrdinalIgnoreCase).ToArray();
        if (context.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is not { } unknown)
            return;
        var shown = new string([.. unknown.Take(MostShown)]);
        var help = NearestName.Find(shown, known) is { } nearest ? $"Did you mean {nearest}?"
            : known.Length > 0 ? $"Known parameters: {string.Join(", ", known)}." : "This endpoint takes no query parameters.";
        throw new BadRequestValueException(shown, $"{shown} is not a parameter of this endpoint. {help}");
    }

    private static string[] Of(MethodInfo handler) => [.. handler.GetParameters().SelectMany(Of)];

    private static IEnumerable<string> Of(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is not null
            ? parameter.ParameterType.GetProperties().Select(property => property.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>()
            : parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(string[])
                ? [parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!] : [];
}
