// Starts the emulators named on the command line (dynamodb, kinesis, messaging) on free loopback ports, prints
// "READY name port" for each, and ends when its standard input does, so that no test run can leave one behind.
import { createDynamoDb } from './dynamodb/server.mjs';
import { createKinesis } from './kinesis/server.mjs';

const start = {
  dynamodb: () => listen(createDynamoDb()),
  kinesis: () => listen(createKinesis()),
  // SNS, SQS and S3 on one port.
  messaging: async () => {
    const { buildApp } = await import('fauxqs');
    const app = buildApp({ logger: false });
    await app.listen({ host: '127.0.0.1', port: 0 });
    return app.server.address().port;
  },
};

function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
}

for (const name of process.argv.slice(2)) {
  if (!start[name]) throw new Error(`There is no emulator called ${name}.`);
  console.log(`READY ${name} ${await start[name]()}`);
}

// Ctrl+C goes to the whole group; who started this decides when it ends.
process.on('SIGINT', () => {});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
