import {
  AccountBookOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CalculatorOutlined,
  CarryOutOutlined,
  CloudOutlined,
  CloudServerOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  HistoryOutlined,
  HomeOutlined,
  IdcardOutlined,
  ImportOutlined,
  InboxOutlined,
  MessageOutlined,
  NotificationOutlined,
  PartitionOutlined,
  PayCircleOutlined,
  PieChartOutlined,
  ProjectOutlined,
  PropertySafetyOutlined,
  ReadOutlined,
  ReconciliationOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SolutionOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
  UsergroupAddOutlined,
} from "@ant-design/icons";
import { lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from "react";
import { work } from "../texts/work";
import { NOTICE_ROLES } from "./notice/board-roles";
import { AUDIT_ROLES } from "./platform/services";
import { RULE_DRAFTERS, RULE_READERS } from "./rule/desk";

const WATER_READERS = [
  "water_clerk",
  "water_billing_clerk",
  "water_head",
  "supply_operator",
  "town_clerk",
  "town_head",
  "auditor",
] as const;
const REWARD_READERS = ["water_clerk", "water_head", "town_clerk", "town_head", "auditor"] as const;
/** Supply companies have no part in irrigation. */
const IRRIGATION_READERS = ["water_clerk", "water_billing_clerk", "water_head", "town_clerk", "auditor"] as const;
const SEE_IMPORTS = ["water_clerk", "water_billing_clerk", "water_head", "supply_operator", "auditor"] as const;
/** Finance reads the one bill behind a journal entry. */
const BILL_READERS = [...WATER_READERS, "finance_clerk", "finance_head"] as const;
const FINANCE_READERS = ["finance_clerk", "finance_head", "auditor"] as const;

/** Whoever sees cases of some department. */
const CASE_READERS = [...WATER_READERS, "finance_clerk", "finance_head", "fund_operator"] as const;

const ADMINISTRATORS = ["identity_admin"] as const;
const LOGIN_READERS = ["identity_admin", "auditor"] as const;
const OPERATORS = ["operator"] as const;

/** Parts of the menu with a heading, in their order. */
export const GROUPS = ["water", "finance", "platform"] as const;

export interface Entry {
  path: string;
  label: string;
  group: "home" | (typeof GROUPS)[number] | "own";
  /** Who may open it; empty: everybody who is logged in. The services decide for themselves all the same. */
  roles: readonly string[];
  icon?: ReactNode;
  /** Not in the menu: reached from another page. */
  under?: string;
  page: LazyExoticComponent<ComponentType>;
}

/** Every page of the workplace. Who adds a department adds its rows here. */
export const ENTRIES: readonly Entry[] = [
  { path: "/work", label: work.menu.home, group: "home", roles: [], icon: <HomeOutlined />, page: lazy(() => import("./home")) },
  {
    path: "/work/todos",
    label: work.menu.todos,
    group: "home",
    roles: [],
    icon: <CarryOutOutlined />,
    page: lazy(() => import("./todos")),
  },
  {
    path: "/work/cases",
    label: work.menu.cases,
    group: "home",
    roles: CASE_READERS,
    icon: <FileProtectOutlined />,
    page: lazy(() => import("./cases/cases")),
  },
  {
    path: "/work/cases/:service/:id",
    label: work.menu.cases,
    group: "home",
    roles: CASE_READERS,
    under: "/work/cases",
    page: lazy(() => import("./cases/case")),
  },
  {
    path: "/work/water/board",
    label: work.menu.dashboard,
    group: "water",
    roles: WATER_READERS,
    icon: <BarChartOutlined />,
    page: lazy(() => import("./water/board")),
  },
  {
    path: "/work/water/users",
    label: work.menu.users,
    group: "water",
    roles: WATER_READERS,
    icon: <TeamOutlined />,
    page: lazy(() => import("./water/users")),
  },
  {
    path: "/work/water/meters",
    label: work.menu.meters,
    group: "water",
    roles: WATER_READERS,
    icon: <DashboardOutlined />,
    page: lazy(() => import("./water/meters")),
  },
  {
    path: "/work/water/readings",
    label: work.menu.readings,
    group: "water",
    roles: WATER_READERS,
    icon: <ScheduleOutlined />,
    page: lazy(() => import("./water/readings")),
  },
  {
    path: "/work/water/imports",
    label: work.menu.imports,
    group: "water",
    roles: SEE_IMPORTS,
    icon: <ImportOutlined />,
    page: lazy(() => import("./water/imports")),
  },
  {
    path: "/work/water/plans",
    label: work.menu.plans,
    group: "water",
    roles: WATER_READERS,
    icon: <FileDoneOutlined />,
    page: lazy(() => import("./water/plans")),
  },
  {
    path: "/work/water/quotas",
    label: work.menu.quotas,
    group: "water",
    roles: WATER_READERS,
    icon: <ReadOutlined />,
    page: lazy(() => import("./water/quotas")),
  },
  {
    path: "/work/water/adjustments",
    label: work.menu.adjustments,
    group: "water",
    roles: WATER_READERS,
    icon: <TagsOutlined />,
    page: lazy(() => import("./water/adjustments")),
  },
  {
    path: "/work/water/supervision",
    label: work.menu.supervision,
    group: "water",
    roles: WATER_READERS,
    icon: <AuditOutlined />,
    page: lazy(() => import("./water/supervision")),
  },
  {
    path: "/work/water/enforcement",
    label: work.menu.enforcement,
    group: "water",
    roles: WATER_READERS,
    icon: <SafetyCertificateOutlined />,
    page: lazy(() => import("./water/enforcement")),
  },
  {
    path: "/work/water/prices",
    label: work.menu.prices,
    group: "water",
    roles: WATER_READERS,
    icon: <TagsOutlined />,
    page: lazy(() => import("./water/prices")),
  },
  {
    path: "/work/water/irrigation",
    label: work.menu.irrigation,
    group: "water",
    roles: WATER_READERS,
    icon: <ExperimentOutlined />,
    page: lazy(() => import("./water/irrigation")),
  },
  {
    path: "/work/water/districts",
    label: work.menu.waterDistricts,
    group: "water",
    roles: IRRIGATION_READERS,
    icon: <PartitionOutlined />,
    page: lazy(() => import("./water/districts")),
  },
  {
    path: "/work/water/rights",
    label: work.menu.waterRights,
    group: "water",
    roles: IRRIGATION_READERS,
    icon: <PieChartOutlined />,
    page: lazy(() => import("./water/rights")),
  },
  {
    path: "/work/water/waterings",
    label: work.menu.waterings,
    group: "water",
    roles: IRRIGATION_READERS,
    icon: <CloudOutlined />,
    page: lazy(() => import("./water/waterings")),
  },
  {
    path: "/work/water/irrigation-bills",
    label: work.menu.irrigationBills,
    group: "water",
    roles: IRRIGATION_READERS,
    icon: <PayCircleOutlined />,
    page: lazy(() => import("./water/irrigation-bills")),
  },
  {
    path: "/work/water/irrigation-bills/:id",
    label: work.menu.irrigationBills,
    group: "water",
    roles: IRRIGATION_READERS,
    under: "/work/water/irrigation-bills",
    page: lazy(() => import("./water/irrigation-bill")),
  },
  {
    path: "/work/water/projects",
    label: work.menu.projects,
    group: "water",
    roles: WATER_READERS,
    icon: <ProjectOutlined />,
    page: lazy(() => import("./water/projects")),
  },
  {
    path: "/work/water/runs",
    label: work.menu.runs,
    group: "water",
    roles: WATER_READERS,
    icon: <CalculatorOutlined />,
    page: lazy(() => import("./water/runs")),
  },
  {
    path: "/work/water/runs/:id",
    label: work.menu.runs,
    group: "water",
    roles: WATER_READERS,
    under: "/work/water/runs",
    page: lazy(() => import("./water/run")),
  },
  {
    path: "/work/water/bills",
    label: work.menu.bills,
    group: "water",
    roles: WATER_READERS,
    icon: <AccountBookOutlined />,
    page: lazy(() => import("./water/bills")),
  },
  {
    path: "/work/water/bills/:id",
    label: work.menu.bills,
    group: "water",
    roles: BILL_READERS,
    under: "/work/water/bills",
    page: lazy(() => import("./water/bill")),
  },
  {
    path: "/work/water/reward-villages",
    label: work.menu.reward.villages,
    group: "water",
    roles: REWARD_READERS,
    icon: <ApartmentOutlined />,
    page: lazy(() => import("./water/reward-villages")),
  },
  {
    path: "/work/water/reward-assessments",
    label: work.menu.reward.assessments,
    group: "water",
    roles: REWARD_READERS,
    icon: <BarChartOutlined />,
    page: lazy(() => import("./water/reward-assessments")),
  },
  {
    path: "/work/water/reward-declarations",
    label: work.menu.reward.declarations,
    group: "water",
    roles: REWARD_READERS,
    icon: <SolutionOutlined />,
    page: lazy(() => import("./water/reward-declarations")),
  },
  {
    path: "/work/water/reward-summaries",
    label: work.menu.reward.summaries,
    group: "water",
    roles: REWARD_READERS,
    icon: <FileDoneOutlined />,
    page: lazy(() => import("./water/reward-summaries")),
  },
  {
    path: "/work/water/reward-payments",
    label: work.menu.reward.payments,
    group: "water",
    roles: REWARD_READERS,
    icon: <BankOutlined />,
    page: lazy(() => import("./water/reward-payments")),
  },
  {
    path: "/work/water/reward-vouchers",
    label: work.menu.reward.vouchers,
    group: "water",
    roles: REWARD_READERS,
    icon: <ReconciliationOutlined />,
    page: lazy(() => import("./water/reward-vouchers")),
  },
  {
    path: "/work/finance/funds",
    label: work.menu.funds,
    group: "finance",
    roles: FINANCE_READERS,
    icon: <BankOutlined />,
    page: lazy(() => import("./finance/funds")),
  },
  {
    path: "/work/finance/funds/:fund",
    label: work.menu.funds,
    group: "finance",
    roles: FINANCE_READERS,
    under: "/work/finance/funds",
    page: lazy(() => import("./finance/fund")),
  },
  {
    path: "/work/finance/entries",
    label: work.menu.entries,
    group: "finance",
    roles: FINANCE_READERS,
    icon: <PropertySafetyOutlined />,
    page: lazy(() => import("./finance/entries")),
  },
  {
    path: "/work/finance/incomes",
    label: work.menu.incomes,
    group: "finance",
    roles: FINANCE_READERS,
    icon: <AccountBookOutlined />,
    page: lazy(() => import("./finance/incomes")),
  },
  {
    path: "/work/finance/reconciliations",
    label: work.menu.reconciliations,
    group: "finance",
    roles: FINANCE_READERS,
    icon: <ReconciliationOutlined />,
    page: lazy(() => import("./finance/reconciliations")),
  },
  {
    path: "/work/rules",
    label: work.menu.rules,
    group: "platform",
    roles: RULE_READERS,
    icon: <ReadOutlined />,
    page: lazy(() => import("./rule/rules")),
  },
  {
    path: "/work/rules/:department/changes/:id",
    label: work.menu.rules,
    group: "platform",
    roles: RULE_READERS,
    under: "/work/rules",
    page: lazy(() => import("./rule/change")),
  },
  {
    path: "/work/rules/:department/draft",
    label: work.menu.rules,
    group: "platform",
    roles: RULE_DRAFTERS,
    under: "/work/rules",
    page: lazy(() => import("./rule/draft")),
  },
  {
    path: "/work/rules/:department/register",
    label: work.menu.rules,
    group: "platform",
    roles: RULE_DRAFTERS,
    under: "/work/rules",
    page: lazy(() => import("./rule/register")),
  },
  {
    path: "/work/notices",
    label: work.menu.notices,
    group: "platform",
    roles: NOTICE_ROLES,
    icon: <NotificationOutlined />,
    page: lazy(() => import("./notice/notices")),
  },
  {
    path: "/work/notices/:department/:id",
    label: work.menu.notices,
    group: "platform",
    roles: NOTICE_ROLES,
    under: "/work/notices",
    page: lazy(() => import("./notice/notice")),
  },
  {
    path: "/work/messages",
    label: work.menu.messages,
    group: "platform",
    roles: ["water_billing_clerk", "water_head", "operator"],
    icon: <MessageOutlined />,
    page: lazy(() => import("./platform/messages")),
  },
  {
    path: "/work/accounts",
    label: work.menu.accounts,
    group: "platform",
    roles: ADMINISTRATORS,
    icon: <IdcardOutlined />,
    page: lazy(() => import("./platform/accounts")),
  },
  {
    path: "/work/units",
    label: work.menu.units,
    group: "platform",
    roles: ADMINISTRATORS,
    icon: <ApartmentOutlined />,
    page: lazy(() => import("./platform/units")),
  },
  {
    path: "/work/roles",
    label: work.menu.roles,
    group: "platform",
    roles: ADMINISTRATORS,
    icon: <SafetyCertificateOutlined />,
    page: lazy(() => import("./platform/roles")),
  },
  {
    path: "/work/posts",
    label: work.menu.posts,
    group: "platform",
    roles: ADMINISTRATORS,
    icon: <SolutionOutlined />,
    page: lazy(() => import("./platform/posts")),
  },
  {
    path: "/work/people-import",
    label: work.menu.peopleImport,
    group: "platform",
    roles: ADMINISTRATORS,
    icon: <UsergroupAddOutlined />,
    page: lazy(() => import("./platform/people-import")),
  },
  {
    path: "/work/operations",
    label: work.menu.operations,
    group: "platform",
    roles: OPERATORS,
    icon: <CloudServerOutlined />,
    page: lazy(() => import("./platform/operations")),
  },
  {
    path: "/work/letters",
    label: work.menu.letters,
    group: "platform",
    roles: OPERATORS,
    icon: <InboxOutlined />,
    page: lazy(() => import("./platform/letters")),
  },
  {
    path: "/work/audit",
    label: work.menu.audit,
    group: "platform",
    roles: AUDIT_ROLES,
    icon: <AuditOutlined />,
    page: lazy(() => import("./platform/audit")),
  },
  {
    path: "/work/logins",
    label: work.menu.logins,
    group: "platform",
    roles: LOGIN_READERS,
    icon: <HistoryOutlined />,
    page: lazy(() => import("./platform/logins")),
  },
  {
    path: "/work/account",
    label: work.menu.account,
    group: "own",
    roles: [],
    icon: <UserOutlined />,
    page: lazy(() => import("./account")),
  },
];

/** The entry that an address belongs to. */
export function entryOf(path: string): Entry | undefined {
  const exact = ENTRIES.find((entry) => entry.path === path);
  if (exact) return exact;
  return ENTRIES.find((entry) => entry.path.includes("/:") && new RegExp(`^${entry.path.replace(/:[a-z]+/g, "[^/]+")}$`).test(path));
}
