/** Texts of the extraordinary adjustments that a bill was computed with. */
export const billAdjustment = {
  title: "计划调整（附件2 第六条）",
  increase: "增加",
  decrease: "核减",
  line: (direction: string, percentage: string, days: number, number: string) =>
    `${direction} ${percentage}%，覆盖本期 ${String(days)} 天，${number}`,
};
