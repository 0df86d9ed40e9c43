// A stand-in for an AWS DMS task that copies tables of MariaDB to Kinesis: full load first, then every committed change in the
// order of the binary log. DMS_TASK holds the task as JSON: { database: {host, port, user, password}, schema, tables, kinesis, stream }.
// Prints "READY dms <rows loaded>" when it follows the log, and ends when its standard input does.
import ZongJi from '@vlasky/zongji';
import { createConnection } from 'mysql2/promise';
import { change, commitTime, control, load, partitionKey } from './dms-records.mjs';
import { Stream } from './dms-stream.mjs';

const task = JSON.parse(process.env.DMS_TASK);
const database = { ...task.database, timezone: 'Z', decimalNumbers: true };
const stream = new Stream(task.kinesis, task.stream);

// Ctrl+C goes to the whole group; who started this decides when it ends.
process.on('SIGINT', () => {});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

const tables = new Map();
const loaded = await fullLoad();
follow(loaded.from);

async function fullLoad() {
  const source = await createConnection(database);
  // Changes during the load are in both, as with DMS: the log is followed from before it.
  const [[log]] = await source.query('SHOW MASTER STATUS');
  stream.put('REFILLRADAR', control('create-table', '', 'awsdms_apply_exceptions'));
  let rows = 0;
  for (const name of task.tables) {
    const table = await describe(source, name);
    tables.set(name, table);
    stream.put('REFILLRADAR', control('drop-table', table.schema, name));
    stream.put('REFILLRADAR', control('create-table', table.schema, name, table.definition));
    const [found] = await source.query('SELECT * FROM ??.??', [table.schema, name]);
    for (const row of found) stream.put(partitionKey(table, row), load(table, row));
    rows += found.length;
  }
  await stream.drained();
  await source.end();
  return { rows, from: { filename: log.File, position: Number(log.Position) } };
}

async function describe(source, name) {
  const [found] = await source.query(
    'SELECT column_name AS name, data_type AS type, column_key AS part FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position',
    [task.schema, name]);
  const key = found.filter((column) => column.part === 'PRI').map((column) => column.name);
  const columns = Object.fromEntries(found.map((column) => [column.name, { type: column.type.toUpperCase() }]));
  return { schema: task.schema, name, key, definition: { columns, 'primary-key': key } };
}

function follow(from) {
  const log = new ZongJi(database);
  let begin = 0;
  let rows = [];
  let previous = {};

  log.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  log.on('ready', () => console.log(`READY dms ${loaded.rows}`));
  log.on('binlog', (event) => {
    switch (event.getTypeName()) {
      case 'MariadbGtid': begin = event.nextPosition; rows = []; break;
      case 'WriteRows': for (const row of event.rows) rows.push({ event, operation: 'insert', row }); break;
      case 'UpdateRows': for (const row of event.rows) rows.push({ event, operation: 'update', row: row.after, before: row.before }); break;
      case 'DeleteRows': for (const row of event.rows) rows.push({ event, operation: 'delete', row, before: row }); break;
      case 'Xid': commit(event); break;
      case 'Query': define(event); break;
    }
  });
  log.start({
    ...from,
    serverId: 10_000 + process.pid,
    includeEvents: ['mariadbgtid', 'tablemap', 'writerows', 'updaterows', 'deleterows', 'xid', 'query', 'rotate'],
    includeSchema: { [task.schema]: task.tables },
  });

  // Nothing is written before the commit is.
  function commit({ xid, timestamp }) {
    const file = log.options.filename;
    rows.forEach(({ event, operation, row, before }, index) => {
      const table = tables.get(event.tableMap[event.tableId].tableName);
      const here = { id: xid, record: index + 1 };
      const place = {
        'transaction-id': here.id,
        'transaction-record-id': here.record,
        ...(previous.id === undefined ? {} : { 'prev-transaction-id': previous.id, 'prev-transaction-record-id': previous.record }),
        'commit-timestamp': commitTime(new Date(timestamp)),
        'stream-position': `${file}:${event.nextPosition}:${index}:${event.nextPosition}:${xid}:${file}:${begin}`,
      };
      previous = here;
      stream.put(partitionKey(table, row), change(table, operation, row, before, place));
    });
    rows = [];
  }

  function define({ query, schema }) {
    const [, verb, first, second] = /^\s*(create|alter|drop|rename)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?(?:`?(\w+)`?\s*\.\s*)?`?(\w+)`?/i.exec(query) ?? [];
    if (!verb || (first ?? schema) !== task.schema || !tables.has(second)) return;
    const operation = { create: 'create-table', alter: 'change-columns', drop: 'drop-table', rename: 'rename-table' }[verb.toLowerCase()];
    stream.put('REFILLRADAR', control(operation, task.schema, second));
  }
}
