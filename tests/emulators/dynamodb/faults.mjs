import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDbError } from './error.mjs';

const NONE = { delayMs: 0, failRate: 0, throttleRate: 0 };

/**
 * Faults for chaos tests. `POST /_faults` with `{"delayMs": 20, "failRate": 0.1, "throttleRate": 0.1}` sets them, until the next
 * such request. A value that is left out is 0, so `{}` clears all of them. Every request then waits for the delay and, with these
 * probabilities, fails with 500 InternalServerError or 400 ProvisionedThroughputExceededException, before it reads or changes anything.
 */
export class Faults {
  #current = NONE;

  /** Sets the faults and returns all of them. */
  set(wanted) {
    for (const [name, value] of Object.entries(wanted)) {
      if (!(name in NONE)) throw invalid(`${name} is not a known fault. Known are ${Object.keys(NONE).join(', ')}.`);
      if (!(value >= 0)) throw invalid(`${name} must be 0 or more (got ${value}).`);
    }

    return (this.#current = { ...NONE, ...wanted });
  }

  /** Delays or fails a request; throws DynamoDbError when it has to fail. */
  async strike() {
    const { delayMs, failRate, throttleRate } = this.#current;
    if (delayMs > 0) await sleep(delayMs);
    const chance = Math.random();
    if (chance < failRate) throw new DynamoDbError('InternalServerError', 'Injected failure.');
    if (chance < failRate + throttleRate) throw new DynamoDbError('ProvisionedThroughputExceededException', 'Injected throttling.');
  }
}

function invalid(message) {
  return new DynamoDbError('ValidationException', message);
}
