// Lays a gzipped copy beside every file of dist/assets that becomes smaller by it; the gateway sends it to whoever takes it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const assets = resolve(dirname(fileURLToPath(import.meta.url)), "../dist/assets");
for (const name of readdirSync(assets)) {
  const content = readFileSync(resolve(assets, name));
  const gzipped = gzipSync(content, { level: 9 });
  if (gzipped.length < content.length) writeFileSync(resolve(assets, `${name}.gz`), gzipped);
}
