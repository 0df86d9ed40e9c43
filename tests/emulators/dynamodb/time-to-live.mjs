import { DynamoDbError } from './error.mjs';

/** Remembers which attribute of a table says when an item expires. It deletes nothing: DynamoDB may take days, so no test may rely on it. */
export class TimeToLive {
  #dynalite;
  #attributes = new Map(); // by table id; a table that is created again has another id

  constructor(dynalite) {
    this.#dynalite = dynalite;
  }

  async update({ TableName, TimeToLiveSpecification }) {
    const id = await this.#idOf(TableName);
    const { AttributeName, Enabled } = TimeToLiveSpecification;
    if (Enabled === this.#attributes.has(id))
      throw new DynamoDbError('ValidationException', `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
    if (Enabled) this.#attributes.set(id, AttributeName);
    else this.#attributes.delete(id);
    return { TimeToLiveSpecification };
  }

  async describe({ TableName }) {
    const AttributeName = this.#attributes.get(await this.#idOf(TableName));
    return { TimeToLiveDescription: AttributeName ? { TimeToLiveStatus: 'ENABLED', AttributeName } : { TimeToLiveStatus: 'DISABLED' } };
  }

  async #idOf(TableName) {
    const { Table } = await this.#dynalite.call('DescribeTable', { TableName });
    return Table.TableId;
  }
}
