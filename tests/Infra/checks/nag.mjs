// Runs cdk-nag's AwsSolutions over templates. Prints a finding a line: template, rule, resource, finding; a rule that could not be
// evaluated is a finding too.
import { App, Stack, Validations } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks } from "cdk-nag";

for (const file of process.argv.slice(2)) {
  const app = new App({ context: { "aws:cdk:enable-path-metadata": false } });
  const stack = new Stack(app, "Template");
  new CfnInclude(stack, "Included", { templateFile: file, preserveLogicalIds: true });
  const report = new AwsSolutionsChecks(app).validateScope(app);
  for (const violation of report?.violations ?? report ?? [])
    console.log(JSON.stringify({ file: file.split("/").pop(), ...violation }));
}
