/** The quarter that ended last before a day: `2026Q3` in November 2026. */
export function lastQuarter(day: string): string {
  const year = Number(day.slice(0, 4));
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3) - 1;
  return quarter === 0 ? `${String(year - 1)}Q4` : `${String(year)}Q${String(quarter)}`;
}
