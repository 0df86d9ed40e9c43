using System.Reflection;
using RefillRadar.Grains.Contracts;
using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Tests.Unit;

public sealed class ArchitectureTests
{
    private static readonly string[] Infrastructure =
        ["AWS", "Amazon", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "MailKit", "MimeKit", "Microsoft.AspNetCore", "System.Net.Http", "MudBlazor", "OpenTelemetry"];

    private static Assembly Grains => typeof(StockKey).Assembly;

    private static Assembly Ingest => typeof(ColumnMapping).Assembly;

    private static Assembly Silo => typeof(RadarSettings).Assembly;

    private static Assembly Dashboard => Assembly.Load("RefillRadar.Dashboard");

    [Fact]
    public void Grains_know_no_infrastructure_and_no_other_project()
    {
        Assert.DoesNotContain(References(Grains), name => Infrastructure.Any(part => name.StartsWith(part, StringComparison.Ordinal)));
        Assert.DoesNotContain(References(Grains), name => name.StartsWith("RefillRadar", StringComparison.Ordinal));
        Assert.Contains(References(Grains), name => name.StartsWith("Orleans", StringComparison.Ordinal));
    }

    [Fact]
    public void Ingest_knows_nothing_but_the_framework() =>
        Assert.All(References(Ingest), name => Assert.True(
            name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "mscorlib" or "netstandard", name));

    [Fact]
    public void The_dashboard_knows_the_grains_and_no_silo_or_ingest() =>
        Assert.Equal(["RefillRadar.Grains"], References(Dashboard).Where(name => name.StartsWith("RefillRadar", StringComparison.Ordinal)));

    [Fact]
    public void The_silo_is_the_only_one_that_knows_all() =>
        Assert.Equal(
            ["RefillRadar.Dashboard", "RefillRadar.Grains", "RefillRadar.Ingest"],
            References(Silo).Where(name => name.StartsWith("RefillRadar", StringComparison.Ordinal)).Order());

    [Fact]
    public void Classes_are_sealed_unless_they_are_meant_to_be_built_upon()
    {
        var open = new[] { Grains, Ingest, Silo }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false })
            .Where(type => type.Namespace?.StartsWith("RefillRadar", StringComparison.Ordinal) == true)
            .Where(type => type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null)
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    [Fact]
    public void No_type_is_a_manager_a_helper_or_a_bag_of_utilities() =>
        Assert.DoesNotContain(
            new[] { Grains, Ingest, Silo, Dashboard }.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Namespace?.StartsWith("RefillRadar", StringComparison.Ordinal) == true),
            type => type.Name.EndsWith("Manager", StringComparison.Ordinal) || type.Name.EndsWith("Helper", StringComparison.Ordinal)
                || type.Name.Contains("Utils", StringComparison.Ordinal));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
