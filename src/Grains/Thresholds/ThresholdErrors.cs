using System.Collections.Immutable;

namespace RefillRadar.Grains.Thresholds;

/// <summary>What is wrong with a threshold file: the first thousand sentences, and how many more there are.</summary>
internal sealed class ThresholdErrors
{
    private const int Most = 1000;
    private readonly ImmutableArray<string>.Builder _sentences = ImmutableArray.CreateBuilder<string>();

    /// <summary>How many there are, counted ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a sentence.</summary>
    public void Add(string sentence)
    {
        if (Count++ < Most)
            _sentences.Add(sentence);
    }

    /// <summary>Adds sentences.</summary>
    public void AddRange(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Add(sentence);
    }

    /// <summary>The sentences, and a last one that counts the others.</summary>
    public ImmutableArray<string> ToSentences() =>
        Count > Most ? [.. _sentences, $"And {Count - Most} more."] : _sentences.ToImmutable();
}
