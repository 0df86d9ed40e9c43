using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RefillRadar.Tests.Unit.Dashboard;

/// <summary>Keeps words that the product no longer uses out of what people read, and out of names.</summary>
public sealed partial class VoiceTests
{
    // As a user would read them; each with what is written instead.
    private static readonly (string Word, string Instead)[] Retired =
    [
        (@"\bnotices?\b", "notification"), (@"\bowed?s?\b", "queued"), (@"\b(un)?told\b", "notified"), (@"\btelling\b", "notification"), (@"\bdoors?\b", "endpoint"),
        (@"\bmend\w*", "fix"), (@"\bnobody is\b", "no notification is sent"), (@"\bat or under\b", "at or below"), (@"\b\w+s a (second|day)\b|\brow a product\b|\bdemand a day\b", "per second, daily, per product"),
        (@"\bheard of\b", "receiving data"), (@"\bthere is no such\b", "not found"), (@"\bgrains? (do|does|did)\b", "the server did not respond"), (@"\b(do|does|did) not answer\b", "did not respond"),
        (@"\brecovered above\b", "resolves above"), (@"\bIts (alerts|selector)\b", "Alerts, Matches"), (@"\bcame in\b", "received"), (@"\bof its own\b", "its own"), (@"\bmisspelt\b", "misspelled"),
    ];

    // In names of types, members and files.
    private static readonly Regex RetiredNames = RetiredName();

    [Fact]
    public void Pages_use_the_words_of_the_field() =>
        Assert.Empty(Files("*.razor").SelectMany(file => Shown(file.Text).SelectMany(text => Found(file.Name, text))));

    [Fact]
    public void Messages_use_the_words_of_the_field() =>
        Assert.Empty(Files("*.cs").SelectMany(file => Sentence().Matches(file.Text).SelectMany(text => Found(file.Name, text.Groups[1].Value))));

    [Fact]
    public void Names_use_the_words_of_the_field() =>
        Assert.Empty(Files("*.cs").Concat(Files("*.razor")).SelectMany(file => RetiredNames.Matches(StoredName().Replace(Comment().Replace(file.Text, ""), "")).Select(name => $"{file.Name}: {name.Value}")));

    private static IEnumerable<string> Found(string file, string text) =>
        Retired.Where(word => Regex.IsMatch(text, word.Word, RegexOptions.IgnoreCase)).Select(word => $"{file}: \"{text}\" (write: {word.Instead})");

    // Text between tags, and the attributes and strings that are read.
    private static IEnumerable<string> Shown(string razor) =>
        Text().Matches(Code().Replace(Comment().Replace(razor, ""), "")).Select(text => text.Groups[1].Value)
            .Concat(Sentence().Matches(Comment().Replace(razor, "")).Select(text => text.Groups[1].Value));

    private static IEnumerable<(string Name, string Text)> Files(string pattern) => Directory.GetFiles(Sources(), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(file => (Path.GetRelativePath(Sources(), file), File.ReadAllText(file)));

    private static string Sources([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../../src");

    [GeneratedRegex(@">([^<>@{}]*[A-Za-z]{3} [^<>@{}]*)<")]
    private static partial Regex Text();

    // A string of at least three words.
    [GeneratedRegex(@"""([^""\\\r\n]*[A-Za-z]+ [a-z]+ [^""\\\r\n]*)""")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"@code\s*\{[\s\S]*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"///?[^\r\n]*|@\*[\s\S]*?\*@|#pragma[^\r\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"JsonPropertyName\(""\w+""\)")]
    private static partial Regex StoredName();

    [GeneratedRegex(@"\b\w*(Telling|Untold|(?<![a-z])Told|Owe[ds]?|Door)(?![a-z])\w*")]
    private static partial Regex RetiredName();
}
