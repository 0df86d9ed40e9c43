import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { DynamoDbError } from './error.mjs';

const createDynalite = createRequire(import.meta.url)('dynalite');

// dynalite requires a signature but does not check it.
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization: 'AWS4-HMAC-SHA256 Credential=emulator, SignedHeaders=host, Signature=none',
};

/** dynalite, called through its request handler in this process: a second connection per request would double the latency. */
export class Dynalite {
  #handle;

  constructor() {
    [this.#handle] = createDynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }).listeners('request');
  }

  /** Answers a request of a client: status, headers and body. Once begun it is completed, whether or not the client waits. */
  pass({ method, url, headers }, body) {
    return new Promise((resolve) => {
      const request = Object.assign(new EventEmitter(), { method, url, headers });
      const response = {
        statusCode: 200,
        headers: {},
        setHeader: (name, value) => (response.headers[name] = value),
        end: (text = '') => resolve({ status: response.statusCode, headers: response.headers, body: text }),
      };
      this.#handle(request, response);
      if (body.length > 0) request.emit('data', body);
      request.emit('end');
    });
  }

  /** Calls one operation and returns its output; throws DynamoDbError with what dynalite answers otherwise. */
  async call(operation, input) {
    const headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
    const answer = await this.pass({ method: 'POST', url: '/', headers }, Buffer.from(JSON.stringify(input)));
    const output = JSON.parse(answer.body);
    if (answer.status !== 200) throw DynamoDbError.of(answer.status, output);
    return output;
  }
}
