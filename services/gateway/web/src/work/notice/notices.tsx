import type { ProColumns } from "@ant-design/pro-components";
import { Link, useNavigate } from "react-router";
import type { ReactNode } from "react";
import { boards, take, type BoardName } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { hasRole, useWorker } from "../../api/session";
import { toneOf } from "../../public/boards";
import { noticeText } from "../../texts/notice";
import { term } from "../../texts/terms";
import { units } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { ServiceChoice, useService } from "../platform/service-choice";
import { boardsOf, DRAFTERS } from "./board-roles";
import { useNoticeKinds } from "./kinds";

type Item = components["schemas"]["NoticeItem"];
const text = noticeText.staff;

const FIELDS: QueryField[] = [
  {
    name: "state",
    label: noticeText.state,
    kind: "select",
    options: Object.entries(noticeText.states).map(([value, label]) => ({ value, label })),
  },
];

const columns = (board: BoardName): ProColumns<Item>[] => [
  {
    title: text.form.title,
    dataIndex: "title",
    sorter: true,
    render: (_, item) => <Link to={`/work/notices/${board}/${item.id}`}>{item.title}</Link>,
  },
  { title: noticeText.kind, dataIndex: "kind_title" },
  {
    title: noticeText.state,
    dataIndex: "state",
    render: (_, item) => <span className={toneOf(item.state)}>{noticeText.states[item.state] ?? item.state}</span>,
  },
  { title: noticeText.number, dataIndex: "number", render: (_, item) => item.number ?? "—" },
  { title: text.form.unit, dataIndex: "unit", render: (_, item) => term("unit", item.unit) },
  { title: noticeText.posted, dataIndex: "posted_on", sorter: true, render: (_, item) => item.posted_on ?? "—" },
  { title: noticeText.last, dataIndex: "last_day", sorter: true, render: (_, item) => item.last_day ?? "—" },
  { title: text.daysLeft, dataIndex: "days_left", align: "right", render: (_, item) => item.days_left ?? "—" },
  { title: noticeText.objections, dataIndex: "objections", sorter: true, align: "right" },
];

/** The fields of a draft. */
export function useDraftFields(board: BoardName): FormField[] {
  const kinds = useNoticeKinds(board);
  const options = (kinds.data?.items ?? []).map(({ code, title, days, counting }) => ({
    value: code,
    label: `${title}（${noticeText.period(days, counting)}）`,
  }));
  return [
    { name: "kind", label: text.form.kind, kind: "select", options },
    { name: "title", label: text.form.title },
    { name: "audience", label: text.form.audience, hint: text.form.audienceHint, isHalf: true },
    { name: "unit", label: text.form.unit, kind: "select", options: units, isHalf: true, isOptional: true },
    { name: "body", label: text.form.body, kind: "long" },
  ];
}

/** What the fields ask the service for. */
export const draftOf = (values: Values) => ({
  kind: word(values, "kind"),
  title: word(values, "title"),
  body: word(values, "body"),
  audience: word(values, "audience"),
  ...(values["unit"] ? { unit: word(values, "unit") } : {}),
});

/** The notices of a department, drafts included. */
export default function Notices(): ReactNode {
  const worker = useWorker();
  const services = boardsOf(worker);
  const board = useService(services) as BoardName;
  const fields = useDraftFields(board);
  const navigate = useNavigate();
  return (
    <ListPage<Item>
      key={board}
      id={`${board}.notices`}
      title={text.title}
      lead={text.lead}
      service={board}
      rowKey="id"
      fields={FIELDS}
      keep={["service"]}
      columns={columns(board)}
      above={<ServiceChoice services={services} />}
      toolbar={
        hasRole(worker, DRAFTERS[board])
          ? [
              <Action
                key="new"
                label={text.new}
                service={board}
                button={{ type: "primary" }}
                width={720}
                fields={fields}
                act={(values, key) =>
                  take(boards[board].POST("/v1/managed-notices", { params: { header: { "Idempotency-Key": key } }, body: draftOf(values) }))
                }
                after={(made: Item) => void navigate(`/work/notices/${board}/${made.id}`)}
                done={text.saved}
              />,
            ]
          : []
      }
      exports="managed-notices"
      load={({ state, ...filter }, page) =>
        take(
          boards[board].GET("/v1/managed-notices", {
            params: { query: { ...filter, ...page, ...(state ? { state: state as "posted" } : {}) } },
          }),
        )
      }
    />
  );
}
