using System.Text;
using System.Text.Json;
using CsCheck;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class PlainJsonTests
{
    private static readonly string[] Texts =
    [
        """{"data":{"id":12,"left":-0.5,"at":"2026-03-01","none":null,"yes":true,"no":false},"metadata":{"operation":"update","n":0}}""",
        "{\n\t\"data\":\t{\n\t\t\"id\":\t12\n\t},\r\n\t\"empty\":\t{}\n}\n",
        """{"a":{"b":{"c":{"d":1}}},"e":"\u00fc","f":[1,2],"g":1e3,"h":007}""",
    ];

    private static readonly Gen<string> Anything = Gen.OneOf(
        Gen.Char["{}[]\",:\\0123e.-tfn u\n"].Array[0, 30].Select(characters => "{" + new string(characters)),
        Gen.Select(Gen.Int[0, Texts.Length - 1].Select(n => Texts[n]), Gen.Select(Gen.Double.Unit, Gen.Char["{}[]\",:\\0e.-tn \u0001"]).Array[0, 3])
            .Select((text, edits) =>
            {
                var edited = text.ToCharArray();
                foreach (var (where, value) in edits)
                    edited[(int)(where * (edited.Length - 1))] = value;
                return new string(edited);
            }));

    [Fact]
    public void Whatever_the_plain_walk_reads_any_walk_reads_in_the_same_way() => Anything.Sample(
        text =>
        {
            if (Plain(text) is { } properties)
                Assert.Equal(Any(text), properties);
        },
        iter: 100_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_replication_tools_write_is_plain(int text) => Assert.NotNull(Plain(Texts[text]));

    [Theory]
    [InlineData("{\"a\":\"\\n\"}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("{\"a\":1e1}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{,\"a\":1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    [InlineData("{\"a\":1}\0")]
    [InlineData("{}{}")]
    [InlineData("7")]
    [InlineData("")]
    public void What_is_not_plain_is_left_to_the_other_walk(string text) => Assert.Null(Plain(text));

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Null(Plain(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000)));

    private static List<string>? Plain(string text)
    {
        var tokens = new PlainJson(Encoding.UTF8.GetBytes(text));
        if (!tokens.ReadValue() || tokens.Kind != JsonTokenType.StartObject)
            return null;
        var properties = new List<string>();
        Walk(ref tokens, properties);
        return tokens.Failed || !tokens.IsAtEnd ? null : properties;
    }

    private static List<string> Any(string text)
    {
        var tokens = new AnyJson(Encoding.UTF8.GetBytes(text));
        tokens.Read();
        var properties = new List<string>();
        Walk(ref tokens, properties);
        Assert.False(tokens.Read());
        return properties;
    }

    // Every other object is stepped over.
    private static void Walk<TTokens>(ref TTokens tokens, List<string> properties)
        where TTokens : IJsonTokens, allows ref struct
    {
        while (tokens.NextProperty(out var name))
        {
            var isObject = tokens.Kind == JsonTokenType.StartObject;
            properties.Add($"{Encoding.UTF8.GetString(name)} {tokens.Kind} {(isObject ? "" : Encoding.UTF8.GetString(tokens.Text))}");
            if (isObject && properties.Count % 2 == 0)
                Walk(ref tokens, properties);
            else
                tokens.Skip();
        }
    }
}
