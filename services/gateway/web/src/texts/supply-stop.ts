/** Texts of the public page of planned supply stops. */
export const supplyStops = {
  title: "计划停水",
  lead: "再生水系统因施工、检修停止供水的安排，至少提前二十四小时公布。",
  none: "近期没有计划停水",
  area: "影响范围",
  reason: "原因",
  from: "开始",
  until: "结束",
  announced: (when: string) => `${when} 公布`,
  card: "因施工、检修停止供水的时间和范围。",
  who: "县水利局 · 再生水管理单位",
};
