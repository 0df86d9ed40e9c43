// kinesalite, which answers GetShardIterator at a time only when there is a record of that time or later: otherwise never.
// Kinesis answers with the place behind the last record.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const db = require('kinesalite/db');
const path = require.resolve('kinesalite/actions/getShardIterator');
const getShardIterator = require(path);

require.cache[path].exports = (store, data, done) => {
  const isPast = data.ShardIteratorType === 'AT_TIMESTAMP' && data.Timestamp != null && data.Timestamp * 1000 <= Date.now();
  if (!isPast) return getShardIterator(store, data, done);
  within(store, data).then((request) => getShardIterator(store, request, done), done);
};

// The request, or the same place by the last record where none is as late.
async function within(store, data) {
  let last;
  for await (const { key, value } of records(store, data)) {
    if (value.ApproximateArrivalTimestamp >= data.Timestamp) return data;
    last = key.split('/')[1];
  }
  const { Timestamp, ...place } = data;
  return last
    ? { ...place, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: last }
    : { ...place, ShardIteratorType: 'TRIM_HORIZON' };
}

function records(store, { StreamName, ShardId }) {
  try {
    const { shardIx } = db.resolveShardId(ShardId);
    return store.getStreamDb(StreamName).createReadStream({ gt: db.shardIxToHex(shardIx), lt: db.shardIxToHex(shardIx + 1) });
  } catch {
    // The answer says what is wrong with it.
    return [];
  }
}

export const createKinesis = () => require('kinesalite')({ createStreamMs: 0, deleteStreamMs: 0, updateStreamMs: 0, shardLimit: 100 });
