using System.Runtime.CompilerServices;
using System.Text;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest.Forms;

/// <summary>
/// Every accepted and refused form of a record: a file in <c>files</c>, its meaning in <c>forms.tsv</c>, both in docs/formats.md, which
/// <c>REFILLRADAR_WRITE_DOCS=1</c> writes anew.
/// </summary>
public sealed class FormsTests
{
    private const string Start = "<!-- forms -->";
    private const string End = "<!-- end of forms -->";

    public static TheoryData<string> Names => [.. Forms().Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_gives_what_is_promised(string name)
    {
        var form = Forms().Single(form => form.Name == name);
        var seen = Outcome(Read.Lines(form.Content));
        if (form.Expected.EndsWith('…'))
            Assert.StartsWith(form.Expected[..^1], seen, StringComparison.Ordinal);
        else
            Assert.Equal(form.Expected, seen);
    }

    [Fact]
    public void Every_file_is_one_of_the_forms() =>
        Assert.Equal(Forms().Select(form => form.Name).Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Folder(), "files")).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_documentation_shows_every_form()
    {
        var path = Path.Combine(Folder(), "../../../../docs/formats.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = Table();
        if (Environment.GetEnvironmentVariable("REFILLRADAR_WRITE_DOCS") == "1")
            File.WriteAllText(path, text[..start] + table + text[end..]);
        else
            Assert.Equal(table, text[start..end]);
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| form | example | what it gives |\n| --- | --- | --- |\n");
        foreach (var form in Forms())
            table.Append("| ").Append(form.Title).Append(" | `").Append(form.Content.Trim().Replace("|", "\\|", StringComparison.Ordinal)).Append("` | ").Append(form.Expected).Append(" |\n");
        return table.ToString();
    }

    private static string Outcome(RecordingSink sink) => string.Join("; ", [
        .. sink.Changes.Select(change => change.Brief), .. sink.Ignorals.Select(ignored => $"skipped: {Words(ignored.Reason)}"),
        .. sink.Rejections.Select(rejection => $"quarantined: {rejection.Reason}")]);

    private static string Words(IgnoredReason reason) => reason == IgnoredReason.OtherTable ? "other table" : reason.ToString().ToLowerInvariant();

    private static IEnumerable<(string Name, string Title, string Expected, string Content)> Forms() => File.ReadLines(Path.Combine(Folder(), "forms.tsv"))
        .Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], cells[2], File.ReadAllText(Path.Combine(Folder(), "files", cells[0] + ".json"))));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
