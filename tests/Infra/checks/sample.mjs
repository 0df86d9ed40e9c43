// Runs the code of the function that writes the sample, with a bucket and CloudFormation's answer address of its own.
import { createRequire } from "node:module";
import vm from "node:vm";

const [code, requestType, refusal] = process.argv.slice(2);
let put;
let answer;
const s3 = {
  PutObjectCommand: class { constructor(input) { Object.assign(this, input); } },
  S3Client: class {
    async send(command) {
      put = command;
      if (refusal) throw Object.assign(new Error(refusal), { name: refusal });
    }
  },
};
const require = (name) => (name === "@aws-sdk/client-s3" ? s3 : createRequire(import.meta.url)(name));
const exports = {};
const fetch = async (url, { method, body }) => {
  if (url === "https://answer" && method === "PUT") answer = JSON.parse(body);
};
vm.runInNewContext(code, { require, exports, fetch, JSON, String });
const properties = { Bucket: "bucket", Key: "thresholds.csv", Body: "text" };
await exports.handler({
  RequestType: requestType, ResponseURL: "https://answer", ResourceProperties: properties, StackId: "stack", RequestId: "request", LogicalResourceId: "id",
});
if (answer.StackId !== "stack" || answer.RequestId !== "request" || answer.LogicalResourceId !== "id" || !answer.PhysicalResourceId) throw new Error("CloudFormation cannot tell whose answer this is.");
console.log(`${put ? "put" : "none"} ${answer.Status}`);
if (put) console.log(`If-None-Match ${put.IfNoneMatch}`);
