// Writes the types of the five services' locked API descriptions to src/api/generated. With --check it only compares.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

export const SERVICES = ["gateway", "water", "emergency", "finance", "housing"];
const here = dirname(fileURLToPath(import.meta.url));

/** Path of the generated file of a service. */
export const target = (service) => resolve(here, "../src/api/generated", `${service}.ts`);

/** What the generated file of a service has to say. */
export async function generate(service) {
  const locked = resolve(here, "../../..", service, "openapi.json");
  const document = JSON.parse(await readFile(locked, "utf8"));
  const types = astToString(await openapiTS(document));
  return `// Generated from services/${service}/openapi.json by \`npm run generate\`. Do not edit.\n\n${types}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const service of SERVICES) await writeFile(target(service), await generate(service));
  console.log(`generated: ${SERVICES.join(", ")}`);
}
