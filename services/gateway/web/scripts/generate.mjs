// Writes the types of the locked API descriptions to src/api/generated: the five services', and what all of them have for
// operators and auditors (shared/platform).
import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

export const SERVICES = ["gateway", "water", "emergency", "finance", "housing", "operations"];
const here = dirname(fileURLToPath(import.meta.url));

/** Path of the generated file of a service. */
export const target = (service) => resolve(here, "../src/api/generated", `${service}.ts`);

/** Where a locked description stands in the repository. */
const locked = (service) => (service === "operations" ? "shared/platform/openapi.json" : `services/${service}/openapi.json`);

/** What the generated file of a service has to say. */
export async function generate(service) {
  const document = JSON.parse(await readFile(resolve(here, "../../../..", locked(service)), "utf8"));
  const types = astToString(await openapiTS(document));
  return `// Generated from ${locked(service)} by \`npm run generate\`. Do not edit.\n\n${types}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const service of SERVICES) await writeFile(target(service), await generate(service));
  console.log(`generated: ${SERVICES.join(", ")}`);
}
