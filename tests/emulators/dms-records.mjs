// What DMS writes for a row or a table: json-unformatted, with transaction details, partition value, nulls and control details.
// https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html

// Full load: no transaction, no order.
export function load(table, row) {
  return document({ data: columns(row) }, data('load', table, row));
}

// One row of a transaction, with the row as it was.
export function change(table, operation, row, before, place) {
  const body = { data: columns(row) };
  if (before) body['before-image'] = columns(before);
  return document(body, { ...data(operation, table, row), ...place });
}

export function control(operation, schema, name, definition) {
  return document({ control: definition ? { 'table-def': definition } : {} }, {
    'record-type': 'control',
    operation,
    'partition-key-type': 'task-id',
    'partition-key-value': 'REFILLRADAR',
    'schema-name': schema,
    'table-name': name,
  });
}

// MySQL's own commit time is whole seconds.
export function commitTime(date) {
  return `${date.toISOString().slice(0, 19)}.000000Z`;
}

export function partitionKey(table, row) {
  return `${table.schema}.${table.name}.${table.key.map((column) => row[column]).join('.')}`;
}

function data(operation, table, row) {
  return {
    'record-type': 'data',
    operation,
    'partition-key-type': 'primary-key',
    'partition-key-value': partitionKey(table, row),
    'schema-name': table.schema,
    'table-name': table.name,
  };
}

function document(body, metadata) {
  const built = `${new Date().toISOString().slice(0, 23)}000Z`;
  return `${JSON.stringify({ ...body, metadata: { timestamp: built, ...metadata } })}\n`;
}

function columns(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)]));
}

function cell(value) {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  return Buffer.isBuffer(value) ? `0x${value.toString('hex')}` : value ?? null;
}
