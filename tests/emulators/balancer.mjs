// The internal load balancer in front of the silos: node balancer.mjs <port>... It asks each port on loopback for /health/ready,
// hands /ingest to those that are ready, in turn, and tries nothing twice: that is for the event source mapping. As an Application Load Balancer does,
// it believes the second failed check in a row, and asks all of them when none is ready.
// Prints "READY balancer <port>", and ends when its standard input does.
import http from 'node:http';

const INTERVAL = 250; // ms between two health checks
const PATIENCE = 2_000; // ms for one
const STRIKES = 2; // failed checks in a row until a target is left out

const targets = process.argv.slice(2).map((port) => ({ port: Number(port), ready: false, strikes: 0 }));
let turn = 0;

function check(target) {
  let isDone = false;
  const done = (ready) => {
    if (isDone) return;
    isDone = true;
    target.strikes = ready ? 0 : target.strikes + 1;
    target.ready = ready || (target.ready && target.strikes < STRIKES);
    setTimeout(check, INTERVAL, target);
  };
  const request = http.get({ host: '127.0.0.1', port: target.port, path: '/health/ready', timeout: PATIENCE, agent: false }, (response) => {
    response.resume();
    response.on('close', () => done(response.statusCode === 200));
  });
  request.on('timeout', () => request.destroy(new Error('no answer')));
  request.on('error', () => done(false));
}

const server = http.createServer((request, response) => {
  if (!request.url.startsWith('/ingest/')) return refuse(request, response, 404);
  const ready = targets.filter((target) => target.ready);
  const serving = ready.length > 0 ? ready : targets;
  const target = serving[turn++ % serving.length];
  const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress, 'x-forwarded-proto': 'http', connection: 'close' };
  const onward = http.request({ host: '127.0.0.1', port: target.port, method: request.method, path: request.url, headers, agent: false }, (answer) => {
    // Where the silo dies in the middle of its answer, the caller must not take what there is for the whole.
    answer.on('error', () => response.destroy());
    delete answer.headers.connection;
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => (response.headersSent ? response.destroy() : refuse(request, response, 502)));
  response.on('close', () => onward.destroy());
  request.pipe(onward);
});

// Longer than any client keeps an idle connection: who closes first must not be a race.
server.keepAliveTimeout = 90_000;

// The rest of the body has to be read, or the next request on this connection would never be.
function refuse(request, response, status) {
  request.unpipe();
  request.resume();
  response.writeHead(status, { 'Content-Length': 0 });
  response.end();
}

targets.forEach(check);
server.listen(0, '127.0.0.1', () => console.log(`READY balancer ${server.address().port}`));
// Ctrl+C goes to the whole group; who started this decides when it ends.
process.on('SIGINT', () => {});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
