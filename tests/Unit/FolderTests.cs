using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetArchTest.Rules;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Contracts;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit;

/// <summary>Folders are namespaces, and each stands on others without them standing on it.</summary>
public sealed partial class FolderTests
{
    private const int LongestPartitionFile = 150;

    public static TheoryData<string> Projects => ["Grains", "Ingest"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_depends_on_one_that_depends_on_it(string project)
    {
        var assembly = AssemblyOf(project);
        var types = Types.InAssembly(assembly);
        var folders = assembly.GetTypes().Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith($"RefillRadar.{project}.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(folders.Length > 5);
        var uses = folders.ToDictionary(folder => folder, folder => folders
            .Where(other => other != folder && !other.StartsWith(folder + ".", StringComparison.Ordinal) && !folder.StartsWith(other + ".", StringComparison.Ordinal)
                && types.That().ResideInNamespaceMatching($"^{Regex.Escape(folder)}$").And().HaveDependencyOn(other).GetTypes().Any()).ToHashSet());
        Assert.Contains(uses.Values, used => used.Count > 0);

        // What stands on nothing that is left is taken away, until only circles are left.
        while (uses.FirstOrDefault(folder => !folder.Value.Overlaps(uses.Keys)).Key is { } leaf)
            uses.Remove(leaf);
        Assert.Empty(uses.Select(folder => $"{folder.Key} → {string.Join(", ", folder.Value.Intersect(uses.Keys))}"));
    }

    [Fact]
    public void Contracts_stand_on_nothing() =>
        Assert.DoesNotContain(
            Types.InAssembly(AssemblyOf("Grains")).That().ResideInNamespace("RefillRadar.Grains.Contracts").GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
                .Select(field => field.FieldType.Namespace ?? ""),
            name => name.StartsWith("RefillRadar", StringComparison.Ordinal) && name != "RefillRadar.Grains.Contracts");

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_lies_in_the_folder_of_its_namespace(string project)
    {
        var root = Path.Combine(Sources(), project);
        Assert.Empty(Files(root)
            .Select(file => (File: file, Namespace: NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value))
            .Where(file => file.Namespace.Length > 0)
            .Where(file => file.Namespace != string.Join('.', ["RefillRadar", project, .. Parts(Path.GetRelativePath(root, Path.GetDirectoryName(file.File)!))]))
            .Select(file => $"{file.File}: {file.Namespace}"));
    }

    [Fact]
    public void No_file_of_the_partition_is_long() =>
        Assert.DoesNotContain(
            Files(Path.Combine(Sources(), "Grains", "Stock", "Partition")).Select(file => (Name: Path.GetFileName(file), Lines: File.ReadLines(file).Count())),
            file => file.Lines > LongestPartitionFile);

    /// <summary>
    /// Orleans' collector of idle activations goes by the wall clock and refuses an activation that it saw in the "future":
    /// a grain that is collected could not be called after a clock was set back.
    /// </summary>
    [Fact]
    public void No_grain_is_collected_by_age() =>
        Assert.Empty(AssemblyOf("Grains").GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IGrain).IsAssignableFrom(type)
                && type.Namespace?.StartsWith("RefillRadar", StringComparison.Ordinal) == true)
            .Where(type => type.GetCustomAttribute<KeepAliveAttribute>() is null)
            .Select(type => type.FullName));

    private static Assembly AssemblyOf(string project) => project == "Grains" ? typeof(StockKey).Assembly : typeof(ColumnMapping).Assembly;

    private static string[] Parts(string path) => path == "." ? [] : path.Split(Path.DirectorySeparatorChar);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Parts(Path.GetRelativePath(folder, file)).Any(part => part is "obj" or "bin"));

    private static string Sources([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "src"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
