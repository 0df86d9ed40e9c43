/** An answer that is an error, in the shape that the SDKs read. */
export class DynamoDbError extends Error {
  constructor(type, message, body = { message }) {
    super(message);
    this.type = type;
    this.status = type === 'InternalServerError' ? 500 : 400;
    this.body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...body };
  }

  /** The error in an answer of dynalite, to be passed on as it is. */
  static of(status, body) {
    return Object.assign(new DynamoDbError(body.__type.split('#').pop(), body.message ?? body.Message), { status, body });
  }
}
