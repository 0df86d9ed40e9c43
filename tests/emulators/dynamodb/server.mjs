// DynamoDB for tests: dynalite, with what it lacks in front of it: transactional writes, time to live, and faults on demand.
// Everything else passes through to dynalite unchanged.
import http from 'node:http';
import { Dynalite } from './dynalite.mjs';
import { DynamoDbError } from './error.mjs';
import { Faults } from './faults.mjs';
import { TimeToLive } from './time-to-live.mjs';
import { Transactions } from './transactions.mjs';
import { Turns } from './turns.mjs';

const TARGET = 'DynamoDB_20120810.';

/** An HTTP server that is not listening yet. It must listen on loopback only, because /_faults asks for no credentials. */
export function createDynamoDb() {
  const dynalite = new Dynalite();
  const faults = new Faults();
  const timeToLive = new TimeToLive(dynalite);
  const transactions = new Transactions(dynalite);
  const turns = new Turns();
  const operations = {
    TransactWriteItems: (input) => turns.alone(() => transactions.write(input)),
    UpdateTimeToLive: (input) => turns.shared(() => timeToLive.update(input)),
    DescribeTimeToLive: (input) => turns.shared(() => timeToLive.describe(input)),
  };

  async function answer(request, body) {
    if (request.url === '/_faults') return json(200, faults.set(parse(body)));
    await faults.strike();
    const target = request.headers['x-amz-target'] ?? '';
    const operation = target.startsWith(TARGET) ? operations[target.slice(TARGET.length)] : undefined;
    return operation ? json(200, await operation(parse(body))) : turns.shared(() => dynalite.pass(request, body));
  }

  return http.createServer(async (request, response) => {
    try {
      const { status, headers, body } = await answer(request, await read(request)).catch(refuse);
      response.writeHead(status, headers).end(body);
    } catch {
      // The client went away in the middle of its request.
      response.destroy();
    }
  });
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    throw new DynamoDbError('SerializationException', 'The body is not JSON.');
  }
}

function refuse(error) {
  if (error instanceof DynamoDbError) return json(error.status, error.body);
  console.error(error);
  return json(500, new DynamoDbError('InternalServerError', error.message).body);
}

function json(status, output) {
  const body = JSON.stringify(output);
  return { status, headers: { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': Buffer.byteLength(body) }, body };
}
