import { DynamoDbError } from './error.mjs';

const MAX_ITEMS = 100;
const TOKEN_LIFETIME_MS = 600_000;
const KINDS = ['ConditionCheck', 'Put', 'Update', 'Delete'];

/**
 * TransactWriteItems on top of single conditional writes: they are made one after the other, and undone when one of them fails.
 * The caller must let nothing else run meanwhile. So no request ever sees half of a transaction, and TransactionConflict never happens.
 */
export class Transactions {
  #dynalite;
  #tokens = new Map(); // the bodies of transactions that were made, by their ClientRequestToken

  constructor(dynalite) {
    this.#dynalite = dynalite;
  }

  /** Makes all writes, or none: then it throws, with a reason for each item in their order. */
  async write(input) {
    if (this.#wasMade(input)) return {};
    const steps = await this.#steps(input.TransactItems);
    const undo = [];
    try {
      const reasons = [];
      for (const step of steps) reasons.push(await this.#make(step, undo));
      if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
    } catch (error) {
      for (const { operation, input } of undo) await this.#dynalite.call(operation, input);
      throw error;
    }

    this.#remember(input);
    return {};
  }

  // As in DynamoDB, a transaction that a client sends again because it got no answer is made once.
  #wasMade({ ClientRequestToken, TransactItems }) {
    const made = this.#tokens.get(ClientRequestToken);
    if (made !== undefined && made !== JSON.stringify(TransactItems))
      throw new DynamoDbError('IdempotentParameterMismatchException', 'The token was used for another transaction.');
    return made !== undefined;
  }

  #remember({ ClientRequestToken, TransactItems }) {
    if (!ClientRequestToken) return;
    this.#tokens.set(ClientRequestToken, JSON.stringify(TransactItems));
    setTimeout(() => this.#tokens.delete(ClientRequestToken), TOKEN_LIFETIME_MS).unref();
  }

  async #steps(items) {
    if (!(items?.length >= 1 && items.length <= MAX_ITEMS)) throw invalid(`TransactItems must have 1 to ${MAX_ITEMS} items.`);
    const steps = [];
    for (const item of items) {
      const [[kind, input] = [], ...more] = Object.entries(item);
      if (!KINDS.includes(kind) || more.length > 0) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
      steps.push({ kind, input, key: kind === 'Put' ? await this.#keyOf(input) : input.Key });
    }

    const targets = new Set(steps.map(({ input, key }) => JSON.stringify([input.TableName, Object.entries(key ?? {}).sort()])));
    if (targets.size < steps.length) throw invalid('Transaction request cannot include multiple operations on one item');
    return steps;
  }

  async #keyOf({ TableName, Item }) {
    const { Table } = await this.#dynalite.call('DescribeTable', { TableName });
    return Object.fromEntries(Table.KeySchema.map(({ AttributeName }) => [AttributeName, Item[AttributeName]]));
  }

  // Makes one write and notes how to undo it. Returns the item's cancellation reason; throws an error other than a failed condition.
  async #make({ kind, input, key }, undo) {
    const { ReturnValuesOnConditionCheckFailure: wanted, ...write } = input;
    const target = { TableName: input.TableName };
    const { Item: before } = await this.#dynalite.call('GetItem', { ...target, Key: key, ConsistentRead: true });
    const restore = before ? { operation: 'PutItem', input: { ...target, Item: before } } : { operation: 'DeleteItem', input: { ...target, Key: key } };
    try {
      if (kind === 'ConditionCheck') {
        // Writes what is there already, on the condition.
        const { Key, ...condition } = write;
        await this.#dynalite.call(restore.operation, { ...condition, ...restore.input });
      } else {
        await this.#dynalite.call(`${kind}Item`, write);
        undo.unshift(restore);
      }

      return { Code: 'None' };
    } catch (error) {
      if (error.type !== 'ConditionalCheckFailedException') throw error;
      return { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...(wanted === 'ALL_OLD' && { Item: before }) };
    }
  }
}

function cancelled(reasons) {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  // Message with a capital, unlike in other errors.
  return new DynamoDbError('TransactionCanceledException', message, { CancellationReasons: reasons, Message: message });
}

function invalid(message) {
  return new DynamoDbError('ValidationException', message);
}
