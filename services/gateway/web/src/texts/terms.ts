/** What codes of the services are called. A code that is not in here is shown as it is. */
const category: Record<string, string> = { resident: "居民", non_resident: "非居民", special_trade: "特种行业", agriculture: "农业" };
const supply: Record<string, string> = { public_network: "公共管网供水", self_supplied: "自备水源" };
const industryClass: Record<string, string> = { ordinary: "一般行业", restricted: "限制类", eliminated: "淘汰类" };
const useClass: Record<string, string> = {
  household: "居民生活",
  hospital: "医院",
  school: "学校",
  government: "机关",
  food_processing: "食品加工",
  hotel_catering: "宾馆餐饮",
  finance: "金融",
  service: "服务业",
  key_industry: "重点工业",
  industry: "工业",
  city_construction: "城市建设",
  car_washing: "洗车",
  greening: "绿化",
  entertainment: "娱乐",
  bathing: "洗浴",
  military: "部队",
  other: "其他",
};
const billState: Record<string, string> = {
  issued: "已出账",
  notified: "已通知",
  overdue: "逾期",
  paid: "已缴",
  settled: "已入账",
  cancelled: "已冲销",
};
const planState: Record<string, string> = {
  draft: "起草",
  submitted: "待核准",
  approved: "已核准",
  in_force: "执行中",
  superseded: "已被替代",
  rejected: "不予核准",
  withdrawn: "已撤回",
};
const caseState: Record<string, string> = {
  draft: "起草",
  submitted: "待受理",
  accepted: "办理中",
  returned: "退回补正",
  approved: "已核准",
  rejected: "不予核准",
  withdrawn: "已撤回",
};
const caseKind: Record<string, string> = {
  plan_approval: "用水计划核准",
  reconciliation_difference: "对账差异核定",
  reward_declaration: "村级奖补申报",
  reward_town_summary: "镇级奖补汇总",
  project_acceptance: "节水设施验收",
};
const changeState: Record<string, string> = {
  draft: "草稿",
  submitted: "待核准",
  returned: "已退回",
  withdrawn: "已撤回",
  approved: "已核准",
};
const planBasis: Record<string, string> = { quota: "定额 × 申报产量", approved_figure: "核定水量" };
const planGround: Record<string, string> = {
  resource_shortage: "水资源不足",
  production_change: "转产、减产或停产",
  reclaimed_water_refused: "拒不使用配置的再生水",
  no_water_balance_test: "未按规定做水平衡测试",
};
const runState: Record<string, string> = { previewing: "正在试算", previewed: "已预览，待确认", running: "正在出账", completed: "已完成" };
const meterPlace: Record<string, string> = { intake: "取水口", supply_point: "供水口", discharge: "排放口" };
const meterStatus: Record<string, string> = {
  usable: "可用",
  removed: "已拆除",
  meter_not_verified: "未检定",
  meter_verification_expired: "检定已过期",
  meter_failed: "检定不合格",
  meter_sealed: "已封存",
  meter_obsolete: "型式淘汰",
};
const dueState: Record<string, string> = { due: "将到期", overdue: "已超期", unverified: "未检定" };
const dueMeasure: Record<string, string> = { replacement: "更换", verification: "检定" };
const outcome: Record<string, string> = { verified: "检定合格", calibrated: "校准", failed: "检定不合格" };
const readingPurpose: Record<string, string> = { periodic: "周期抄表", install: "装表底数", removal: "拆表止数" };
const readingMethod: Record<string, string> = { manual: "人工抄表", remote: "远传" };
const importKind: Record<string, string> = { readings: "读数", water_users: "用水户", plans: "用水计划", quotas: "用水定额" };
const importMode: Record<string, string> = { all_or_nothing: "全部无误才导入", valid_rows: "只导入无误的行" };
const paymentMethod: Record<string, string> = { bank_transfer: "银行转账", cash: "现金", card: "刷卡", online: "线上缴费" };
const periodKind: Record<string, string> = { month: "按月", quarter: "按季" };
const entryKind: Record<string, string> = { ordinary: "普通", transfer: "结转", reversal: "冲销" };
const accountKind: Record<string, string> = {
  asset: "资产",
  liability: "负债",
  equity: "净资产",
  income: "收入",
  expense: "支出",
  net_assets: "净资产",
};
const reconciliationState: Record<string, string> = { pending: "等待水利局应答", balanced: "一致", different: "有差异" };
const fault: Record<string, string> = {
  missing_at_finance: "财政没有",
  missing_at_water: "水利没有",
  amount_differs: "金额不同",
  repeated_at_water: "水利重复",
};
const collectionKind: Record<string, string> = { collected: "收款", reversed: "冲销" };
const crop: Record<string, string> = { grain: "粮食作物", economic: "经济作物", other: "其他作物" };
const district: Record<string, string> = { muzan: "木赞灌区", gujiao: "古交灌区", wanan: "万安灌区" };
const cropGroup: Record<string, string> = { grain: "粮食作物", economic_other: "经济作物及其他作物" };
const grade: Record<string, string> = {
  particularly_major: "特别重大",
  major: "重大",
  larger: "较大",
  ordinary: "一般",
  not_graded: "不定级",
};
const level: Record<string, string> = { I: "一级", II: "二级", III: "三级", IV: "四级" };
const starter: Record<string, string> = { office_head: "指挥部办公室主任", commander: "指挥长", chief_commander: "总指挥" };
const criterion: Record<string, string> = {
  affected_population_share: "受影响人口占比",
  affected_area_share: "受影响供水范围占比",
  deaths: "死亡人数",
  serious_injuries: "重伤人数",
  direct_loss: "直接经济损失",
  at_risk_trapped_missing: "涉险、被困、失踪人数",
};
const matter: Record<string, string> = {
  use_of_fund: "使用维修资金",
  raise_fund: "筹集维修资金",
  rebuild: "改建、重建",
  change_of_use: "改变共有部分用途（含经营）",
};
const ballot: Record<string, string> = { agree: "同意", disagree: "不同意", invalid: "无效票", none: "未投票" };
const fund: Record<string, string> = {
  revolving: "企业应急周转金",
  water_surcharge: "超定额累进加价收费专户",
  agri_subsidy: "农业水价综合改革奖补资金",
  emergency: "应急资金",
  maintenance_custody: "代管住宅专项维修资金",
  service_reward: "服务业企业一次性奖励资金",
};
const serviceState: Record<string, string> = { up: "正常", degraded: "部分异常", down: "没有应答" };
const yesNo: Record<string, string> = { true: "是", false: "否", met: "达到", not_met: "未达到", passed: "通过", not_passed: "未通过" };

/** Codes that traces give as values. */
const answers: Record<string, string> = {
  none: "不满足",
  lower_included: "含下限",
  upper_excluded: "不含上限",
  out_of_scope: "不适用",
  in_scope: "适用",
  highest: "取最高",
  same_rate: "同一利率",
  paid_out: "拨付日",
  returned: "归还日",
  half_up_to_fen_once: "最后一次四舍五入到分",
  within_inclusive: "期内，含首尾两日",
  at_least: "达到",
  more_than: "超过",
};

/** Names of what goes into a step of a calculation. */
const input: Record<string, string> = {
  category: "用户类别",
  supply: "供水方式",
  industry_class: "行业类别",
  base_price: "基本水价",
  plan: "计划水量",
  plan_volume: "计划水量",
  quota: "定额",
  output: "申报产量",
  product: "产品",
  standard: "标准号",
  plan_before: "上年计划",
  present_use: "现单位用水量",
  percentage: "调整比例",
  covered_days: "覆盖天数",
  before: "调整前",
  approval: "批准文号",
  intake: "取水量",
  consumed: "耗水量",
  discharged: "排水量",
  leaked: "漏损量",
  reused: "重复利用水量",
  usage: "用水量",
  period_days: "周期天数",
  days_late: "推后天数",
  days_early: "提前天数",
  days_shift: "推后减提前天数",
  adjusted_base: "计费基数",
  overage: "超出水量",
  volume: "水量",
  rate: "倍率",
  amount: "金额",
  over_share: "比例下限",
  to_share: "比例上限",
  basic_charge: "基本水费",
  surcharge: "累进加价",
  band: "档次",
  band_1: "第一档",
  band_2: "第二档",
  band_3: "第三档",
  price: "水价",
  area_mu: "面积（亩）",
  area: "面积",
  crop: "作物",
  crop_group: "作物类别",
  quota_per_mu: "每亩定额",
  quota_volume: "定额水量",
  district: "灌区",
  year: "年份",
  approved: "价格已批复",
  lines: "各作物",
  principal: "本金",
  paid_out: "拨付日",
  returned: "归还日",
  days: "天数",
  free_days: "免收天数",
  max_days: "最长天数",
  charged_days: "计费天数",
  lpr: "一年期 LPR",
  multiple: "倍数",
  day_count_base: "年天数",
  fee: "占用费",
  exact_fee: "未取整占用费",
  maturity: "到期日",
  working_days: "工作日数",
  opens: "开始",
  closes: "截止",
  threshold: "须达到",
  share: "占比",
  total_area: "总面积",
  total_owners: "业主总数",
  participating_area: "参与面积",
  participating_owners: "参与人数",
  agreeing_area: "同意面积",
  agreeing_owners: "同意人数",
  valid_ballots: "有效票",
  owners: "人数",
  units: "套数",
  served_population: "供水服务人口",
  affected_population: "受影响人口",
  supply_area_km2: "供水范围",
  affected_area_km2: "受影响范围",
  expected_outage_hours: "预计停水小时",
  deaths: "死亡人数",
  serious_injuries: "重伤人数",
  direct_loss: "直接经济损失",
  at_risk_trapped_missing: "涉险、被困、失踪人数",
  beyond_county_capacity: "超出县级处置能力",
  affected_population_share: "受影响人口占比",
  affected_area_share: "受影响范围占比",
  grade: "等级",
  response_level: "响应级别",
  meter_usage: "各表用水",
  meters: "水表",
  total: "合计",
  opening: "起数",
  closing: "止数",
  part: "部分",
  whole: "整体",
  from: "自",
  to: "至",
  participation: "参与",
  consent: "同意",
  first_day: "首日",
  last_day: "末日",
  at_least: "至少",
  on: "日期",
  opened_on: "起数日期",
  closed_on: "止数日期",
  rolled_over: "翻转归零",
  met: "达到的标准",
};

const tables = {
  category,
  supply,
  industryClass,
  useClass,
  billState,
  planState,
  caseState,
  caseKind,
  changeState,
  planBasis,
  planGround,
  runState,
  meterPlace,
  meterStatus,
  dueState,
  dueMeasure,
  outcome,
  readingPurpose,
  readingMethod,
  importKind,
  importMode,
  paymentMethod,
  periodKind,
  entryKind,
  accountKind,
  reconciliationState,
  fault,
  collectionKind,
  crop,
  district,
  cropGroup,
  grade,
  level,
  starter,
  criterion,
  matter,
  ballot,
  fund,
  serviceState,
  yesNo,
  input,
};
export type Vocabulary = keyof typeof tables | keyof typeof learnt;

/** What a county names itself: the workplace asks the gateway for it before it shows a page. */
const learnt: Record<"unit" | "role" | "post", Record<string, string>> = { unit: {}, role: {}, post: {} };

/** Keeps the names of the county's units, roles or posts. */
export function learn(vocabulary: keyof typeof learnt, names: Record<string, string>): void {
  learnt[vocabulary] = names;
}

const table = (vocabulary: Vocabulary): Record<string, string> =>
  vocabulary === "unit" || vocabulary === "role" || vocabulary === "post" ? learnt[vocabulary] : tables[vocabulary];

/** The name of a code; the code itself when it has none; a dash when there is none. */
export function term(vocabulary: Vocabulary, code: string | null | undefined): string {
  if (code === null || code === undefined || code === "") return "—";
  return table(vocabulary)[code] ?? code;
}

const system = "系统";
const systems: Record<string, string> = {
  demonstration_clerk: "演示数据",
  demonstration_head: "演示数据",
  demonstration_billing: "演示数据",
  demonstration_reader: "演示数据",
  reconciliation: "自动对账",
  surcharge_income: "自动入账",
  seed: "首次安装",
  operator: "运维命令",
};

/** Who did something: a person's account, or what the platform did by itself. */
export function person(actor: string | null | undefined): string {
  if (!actor) return "—";
  const [, name] = /^system:(.*)$/.exec(actor) ?? [];
  return name === undefined ? actor : (systems[name] ?? `${system} · ${name}`);
}

/** A vocabulary as choices. */
export function choices(vocabulary: Vocabulary, codes?: readonly string[]): { value: string; label: string }[] {
  return (codes ?? Object.keys(table(vocabulary))).map((value) => ({ value, label: term(vocabulary, value) }));
}

const VALUE_VOCABULARIES: Record<string, Vocabulary> = {
  category: "category",
  supply: "supply",
  industry_class: "industryClass",
  crop: "crop",
  district: "district",
  crop_group: "cropGroup",
  grade: "grade",
  response_level: "level",
};

/** A value in a trace: codes by their name, everything else as the service wrote it. */
export function traceValue(name: string, value: string): string {
  const vocabulary = VALUE_VOCABULARIES[name];
  const named = vocabulary && table(vocabulary)[value];
  if (named) return named;
  const whole = yesNo[value] ?? grade[value] ?? starter[value] ?? answers[value];
  if (whole) return whole;
  return value.replace(
    /[a-z]+(?:_[a-z]+)+|\b(?:ordinary|larger|major|deaths|met)\b/g,
    (code) => answers[code] ?? grade[code] ?? criterion[code] ?? input[code] ?? code,
  );
}
