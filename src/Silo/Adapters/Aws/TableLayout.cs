namespace RefillRadar.Silo.Adapters.Aws;

/// <summary>The keys of one DynamoDB table. What creates tables, here or by infrastructure code, reads it from here; it knows no AWS package.</summary>
/// <param name="Name">The name unless configured otherwise.</param>
/// <param name="Hash">Partition key.</param>
/// <param name="Range">Sort key, or null.</param>
/// <param name="TimeToLive">The attribute of epoch seconds at which an item expires, or null.</param>
/// <param name="Indexes">Global secondary indexes.</param>
public sealed record TableLayout(
    string Name, TableKey Hash, TableKey? Range = null, string? TimeToLive = null, params IReadOnlyList<TableIndex> Indexes);

/// <summary>A key attribute: its name and its DynamoDB type, <c>S</c>, <c>N</c> or <c>B</c>.</summary>
public sealed record TableKey(string Attribute, string Type = "S");

/// <summary>A global secondary index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Partition key.</param>
/// <param name="Range">Sort key.</param>
/// <param name="Projected">Attributes it holds besides the keys; null: all of them. What it does not hold costs neither space nor writes.</param>
public sealed record TableIndex(string Name, TableKey Hash, TableKey Range, IReadOnlyList<string>? Projected = null);
