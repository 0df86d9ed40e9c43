import http from 'node:http';

const MOST_RECORDS = 500; // of a PutRecords call

// A Kinesis stream to write to. What is put leaves in order, as many records a call as are waiting.
export class Stream {
  #address;
  #name;
  #agent = new http.Agent({ keepAlive: true });
  #waiting = [];
  #sending = null;

  constructor(address, name) {
    this.#address = new URL(address);
    this.#name = name;
  }

  put(partitionKey, text) {
    this.#waiting.push({ PartitionKey: partitionKey, Data: Buffer.from(text).toString('base64') });
    this.#sending ??= this.#send();
  }

  // Resolves when all that was put is in the stream.
  async drained() {
    while (this.#sending) await this.#sending;
  }

  async #send() {
    await null; // so that the rows of one transaction leave together
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MOST_RECORDS);
      // From the first that was not taken everything goes again: what had been taken behind it comes twice, but nothing overtakes.
      const taken = await this.#putRecords(batch);
      this.#waiting.splice(0, taken);
      if (taken < batch.length) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.#sending = null;
  }

  // How many of the first are in the stream for certain. A connection that ends says nothing, and DMS tries again.
  async #putRecords(batch) {
    let answer;
    try {
      answer = await this.#call('PutRecords', { StreamName: this.#name, Records: batch });
    } catch (error) {
      if (!error.code) throw error;
      console.error(error);
      return 0;
    }
    return answer.FailedRecordCount > 0 ? answer.Records.findIndex((record) => record.ErrorCode) : batch.length;
  }

  #call(operation, body) {
    return new Promise((resolve, reject) => {
      const request = http.request(this.#address, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Target': `Kinesis_20131202.${operation}`,
          'X-Amz-Date': '20260101T000000Z',
          // The emulator wants a signature and does not check it.
          Authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/kinesis/aws4_request, SignedHeaders=host, Signature=0',
        },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('error', reject).on('data', (part) => { text += part; }).on('end', () => {
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${operation} answered ${response.statusCode}: ${text}`));
        });
      });
      request.on('error', reject);
      request.end(JSON.stringify(body));
    });
  }
}
