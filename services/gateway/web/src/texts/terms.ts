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

/** The name of a code in the first of these vocabularies that has one. */
export function named(code: string, vocabularies: readonly Vocabulary[]): string | undefined {
  return vocabularies.map((vocabulary) => table(vocabulary)[code]).find(Boolean);
}

const system = "系统";
const systems: Record<string, string> = {
  demonstration: "演示数据",
  reconciliation: "自动对账",
  surcharge_income: "自动入账",
  seed: "首次安装",
  operator: "运维命令",
};

/** Who did something: a person's account, or what the platform did by itself. */
export function person(actor: string | null | undefined): string {
  if (!actor) return "—";
  const [, name] = /^system:(.*)$/.exec(actor) ?? [];
  return name === undefined ? actor : (systems[name.replace(/^(demonstration)_.*/, "$1")] ?? `${system} · ${name}`);
}

/** A vocabulary as choices. */
export function choices(vocabulary: Vocabulary, codes?: readonly string[]): { value: string; label: string }[] {
  return (codes ?? Object.keys(table(vocabulary))).map((value) => ({ value, label: term(vocabulary, value) }));
}
