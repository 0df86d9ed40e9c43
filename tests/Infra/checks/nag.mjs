// Runs cdk-nag's AwsSolutions over templates. Prints a finding a line, as JSON. A template that cannot be read, for a cycle or a
// reference to nothing, ends the check.
import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks } from "cdk-nag";

for (const templateFile of process.argv.slice(2)) {
  const app = new App();
  new CfnInclude(new Stack(app, "Template"), "Included", { templateFile });
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  for (const { ruleName: rule, description, violatingResources } of violations)
    for (const { constructPath } of violatingResources)
      console.log(JSON.stringify({ rule, resource: constructPath.split("/").pop(), description }));
}
