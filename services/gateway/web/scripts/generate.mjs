// Writes the types of the five services' locked API descriptions to src/api/generated. With --check it only compares.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

export const SERVICES = ["gateway", "water", "emergency", "finance", "housing"];
const here = dirname(fileURLToPath(import.meta.url));

/** Path of the generated file of a service. */
export const target = (service) => resolve(here, "../src/api/generated", `${service}.ts`);

/**
 * What a description gets wrong, put right and said aloud: a name that is used and not defined is taken as a string,
 * and a path parameter that is not in the path as an optional query parameter.
 */
function fillGaps(document, service) {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const parameter of Object.values(item).flatMap((operation) => operation.parameters ?? [])) {
      if (parameter.in !== "path" || path.includes(`{${parameter.name}}`)) continue;
      console.warn(`services/${service}/openapi.json: ${parameter.name} is not in the path ${path}; taken as a query parameter`);
      parameter.in = "query";
      parameter.required = false;
    }
  }
  const used = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
  for (const name of new Set(used)) {
    if (document.components.schemas[name]) continue;
    console.warn(`services/${service}/openapi.json uses ${name} without defining it; taken as a string`);
    document.components.schemas[name] = { type: "string" };
  }
}

/** What the generated file of a service has to say. */
export async function generate(service) {
  const locked = resolve(here, "../../..", service, "openapi.json");
  const document = JSON.parse(await readFile(locked, "utf8"));
  fillGaps(document, service);
  const types = astToString(await openapiTS(document));
  return `// Generated from services/${service}/openapi.json by \`npm run generate\`. Do not edit.\n\n${types}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const service of SERVICES) await writeFile(target(service), await generate(service));
  console.log(`generated: ${SERVICES.join(", ")}`);
}
