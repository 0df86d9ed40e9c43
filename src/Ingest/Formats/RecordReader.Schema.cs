using System.Runtime.CompilerServices;
using System.Text.Json;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>
/// The schema that Kafka Connect's JsonConverter puts beside a payload. Only one thing of it matters: which columns are
/// <c>org.apache.kafka.connect.data.Decimal</c>, written as base64 of a scaled integer.
/// </summary>
internal static partial class RecordReader
{
    private static void ReadSchema<TTokens>(scoped ref TTokens tokens, ColumnMapping columns, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        var column = Column.None;
        var isDecimal = false;
        var scale = DecimalScale.Unreadable;
        while (tokens.NextProperty(out var name))
        {
            if (name.SequenceEqual("field"u8))
                column = tokens.Kind == JsonTokenType.String ? columns.Find(tokens.Text) : Column.None;
            else if (name.SequenceEqual("name"u8))
                isDecimal = tokens.Kind == JsonTokenType.String && tokens.Text.SequenceEqual("org.apache.kafka.connect.data.Decimal"u8);
            else if (name.SequenceEqual("parameters"u8) && tokens.Kind == JsonTokenType.StartObject)
                scale = ReadScale(ref tokens);
            else if (name.SequenceEqual("fields"u8) && tokens.Kind == JsonTokenType.StartArray)
                ReadFields(ref tokens, columns, ref record);
            else
                tokens.Skip();
        }

        if (isDecimal && column == Column.Quantity)
            record.QuantityScale = scale;
        else if (isDecimal && column == Column.ProductId)
            record.ProductIdScale = scale;
    }

    private static void ReadFields<TTokens>(scoped ref TTokens tokens, ColumnMapping columns, ref RawRecord record)
        where TTokens : IJsonTokens, allows ref struct
    {
        while (tokens.NextElement())
        {
            if (tokens.Kind == JsonTokenType.StartObject)
                ReadSchema(ref tokens, columns, ref record);
            else
                tokens.Skip();
        }
    }

    private static short ReadScale<TTokens>(scoped ref TTokens tokens)
        where TTokens : IJsonTokens, allows ref struct
    {
        var scale = DecimalScale.Unreadable;
        while (tokens.NextProperty(out var name))
        {
            if (name.SequenceEqual("scale"u8))
                scale = DecimalScale.Of(Cell.Take(ref tokens).Text);
            else
                tokens.Skip();
        }

        return scale;
    }

    /// <summary>Reads a cell; of a level or an id it may be an object with its scale, <c>io.debezium.data.VariableScaleDecimal</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadCell<TTokens>(scoped ref TTokens tokens, Column column, ref RawRow row)
        where TTokens : IJsonTokens, allows ref struct
    {
        switch (column)
        {
            case Column.None:
                tokens.Skip();
                break;
            case Column.ProductId:
                row.ProductId = tokens.Kind == JsonTokenType.StartObject ? ReadVariableScale(ref tokens, ref row.ProductIdScale) : Cell.Take(ref tokens);
                break;
            case Column.Quantity:
                row.Quantity = tokens.Kind == JsonTokenType.StartObject ? ReadVariableScale(ref tokens, ref row.QuantityScale) : Cell.Take(ref tokens);
                break;
            case Column.Warehouse:
                row.Warehouse = Cell.Take(ref tokens);
                break;
            case Column.UpdatedAt:
                row.UpdatedAt = Cell.Take(ref tokens);
                break;
        }
    }

    private static Cell ReadVariableScale<TTokens>(scoped ref TTokens tokens, scoped ref short scale)
        where TTokens : IJsonTokens, allows ref struct
    {
        var value = new Cell(JsonTokenType.StartObject, default);
        scale = DecimalScale.Unreadable;
        while (tokens.NextProperty(out var name))
        {
            if (name.SequenceEqual("scale"u8))
                scale = DecimalScale.Of(Cell.Take(ref tokens).Text);
            else if (name.SequenceEqual("value"u8))
                value = Cell.Take(ref tokens);
            else
                tokens.Skip();
        }

        return value;
    }
}
