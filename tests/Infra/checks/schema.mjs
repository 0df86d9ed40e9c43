// Compares templates with the published CloudFormation service specification: resource types, properties, value types,
// required properties, and what Ref, GetAtt and DependsOn point at. Prints a line a problem.
import { readFileSync } from "node:fs";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";

const database = loadAwsServiceSpecSync();
const intrinsics = new Set(["Ref", "Condition"]);
const pseudo = /^AWS::(AccountId|Region|Partition|StackId|StackName|URLSuffix|NoValue|NotificationARNs)$/;
// Attributes that a resource has by being of another service, which the specification does not list.
const anyAttribute = /^(AWS::CloudFormation::CustomResource|Custom::.*)$/;

const isIntrinsic = (value) =>
  value && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 1
  && (intrinsics.has(Object.keys(value)[0]) || Object.keys(value)[0].startsWith("Fn::"));

class Check {
  constructor(template) {
    this.template = template;
    this.problems = [];
  }

  run() {
    for (const [id, resource] of Object.entries(this.template.Resources)) {
      this.references(id, resource);
      for (const on of [resource.DependsOn ?? []].flat())
        if (!this.template.Resources[on]) this.add(id, `depends on ${on}, which is not there`);
      if (anyAttribute.test(resource.Type)) continue;
      const spec = this.find(resource.Type);
      if (!spec) this.add(id, `${resource.Type} is no resource type`);
      else this.object(id, resource.Properties ?? {}, spec.properties);
    }
    for (const [id, output] of Object.entries(this.template.Outputs ?? {})) this.references(`output ${id}`, output);
    return this.problems;
  }

  add(path, problem) {
    this.problems.push(`${path}: ${problem}`);
  }

  find(type) {
    const found = database.lookup("resource", "cloudFormationType", "equals", type);
    return found.length > 0 ? found[0] : undefined;
  }

  object(path, value, properties) {
    for (const [name, property] of Object.entries(properties))
      if (property.required && value[name] === undefined) this.add(path, `lacks ${name}`);
    for (const [name, inner] of Object.entries(value)) {
      const property = properties[name];
      if (!property) this.add(path, `has no property ${name}`);
      else this.any(`${path}.${name}`, inner, [property.type, ...(property.previousTypes ?? [])]);
    }
  }

  // One of several types fits when it raises no problem.
  any(path, value, types) {
    let least;
    for (const type of types) {
      const check = new Check(this.template);
      check.value(path, value, type);
      if (check.problems.length === 0) return;
      if (!least || check.problems.length < least.length) least = check.problems;
    }
    this.problems.push(...(least ?? []));
  }

  value(path, value, type) {
    if (isIntrinsic(value)) return;
    switch (type.type) {
      case "string":
        if (!["string", "number", "boolean"].includes(typeof value)) this.add(path, "has to be a string");
        else if (type.allowedValues && !type.allowedValues.includes(value)) this.add(path, `cannot be ${value}, but ${type.allowedValues.join(", ")}`);
        break;
      case "integer":
        if (!Number.isInteger(Number(value)) || typeof value === "object") this.add(path, "has to be a whole number");
        break;
      case "number":
        if (!Number.isFinite(Number(value)) || typeof value === "object") this.add(path, "has to be a number");
        break;
      case "boolean":
        if (![true, false, "true", "false"].includes(value)) this.add(path, "has to be true or false");
        break;
      case "array":
        if (!Array.isArray(value)) this.add(path, "has to be a list");
        else value.forEach((item, index) => this.value(`${path}[${index}]`, item, type.element));
        break;
      case "map":
        if (typeof value !== "object" || Array.isArray(value)) this.add(path, "has to be a map");
        else for (const [key, item] of Object.entries(value)) this.value(`${path}.${key}`, item, type.element);
        break;
      case "ref":
        if (typeof value !== "object" || Array.isArray(value)) this.add(path, "has to be an object");
        else this.object(path, value, database.get("typeDefinition", type.reference.$ref).properties);
        break;
      case "tag":
        if (typeof value?.Key !== "string" || value.Value === undefined) this.add(path, "has to be a tag");
        break;
      case "union":
        this.any(path, value, type.types);
        break;
    }
  }

  references(path, value) {
    if (Array.isArray(value)) return value.forEach((item) => this.references(path, item));
    if (!value || typeof value !== "object") return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "Ref") this.target(path, inner);
      else if (key === "Fn::GetAtt") this.attribute(path, ...(Array.isArray(inner) ? inner : inner.split(/\.(.*)/)));
      else if (key === "Fn::Sub")
        for (const [, name] of String([inner].flat()[0]).matchAll(/\$\{([^!}]+)\}/g))
          if (!(Array.isArray(inner) && inner[1]?.[name] !== undefined)) name.includes(".") ? this.attribute(path, ...name.split(/\.(.*)/)) : this.target(path, name);
      this.references(path, inner);
    }
  }

  target(path, name) {
    if (!pseudo.test(name) && !this.template.Resources[name] && !this.template.Parameters?.[name]) this.add(path, `refers to ${name}, which is not there`);
  }

  attribute(path, id, name) {
    const resource = this.template.Resources[id];
    if (!resource) return this.add(path, `refers to ${id}, which is not there`);
    if (anyAttribute.test(resource.Type)) return;
    const spec = this.find(resource.Type);
    if (spec && !spec.attributes[name] && !spec.properties[name]) this.add(path, `${resource.Type} has no attribute ${name}`);
  }
}

for (const file of process.argv.slice(2))
  for (const problem of new Check(JSON.parse(readFileSync(file, "utf8"))).run()) console.log(`${file.split("/").pop()} ${problem}`);
