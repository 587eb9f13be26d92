/** Adds decimals exactly, in their smallest unit; never through floating point. */
export function addDecimals(values: readonly string[], places: number): string {
  const scale = 10n ** BigInt(places);
  let sum = 0n;
  for (const value of values) {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
    if (!match) throw new Error(`not a decimal: ${value}`);
    const fraction = (match[3] ?? "").padEnd(places, "0");
    if (fraction.length > places) throw new Error(`more than ${String(places)} decimals: ${value}`);
    const amount = BigInt(match[2] ?? "0") * scale + BigInt(fraction || "0");
    sum += match[1] ? -amount : amount;
  }
  const sign = sum < 0n ? "-" : "";
  const absolute = sum < 0n ? -sum : sum;
  return places === 0
    ? `${sign}${String(absolute)}`
    : `${sign}${String(absolute / scale)}.${String(absolute % scale).padStart(places, "0")}`;
}
