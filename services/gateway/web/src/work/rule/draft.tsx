import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, AutoComplete, Button, Checkbox, DatePicker, Form, Input, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useRef, useState, type ReactNode } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { newKey, ruleDesks, take } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import { Asked } from "../../lite/state";
import { RuleValue } from "../../public/rule-value";
import { useRegulations } from "../../public/rules";
import { today } from "../../shared/format";
import { rule as texts } from "../../texts/rule";
import { deskOf, inForce, type ChangeDetail, type Desk, type Rule } from "./desk";
import { faultsOf, save, type Draft } from "./save";
import type { Json } from "./shape";
import { ValueEditor } from "./value-editor";
import "./rule.css";

const text = texts.form;

interface Fields {
  effective_from?: Dayjs;
  effective_to?: Dayjs;
  known_from?: Dayjs;
  observed_through?: Dayjs;
  document?: string;
  article?: string;
  interpretation?: string;
  replaces?: boolean;
  reason?: string;
}

/** Drafts a new version of a rule, or that its series was observed further; or rewrites a draft. */
export default function DraftPage(): ReactNode {
  const { department } = useParams();
  const [params] = useSearchParams();
  const desk = deskOf(department);
  const changeId = params.get("change");
  const query = useQuery({
    queryKey: [desk, "rule-draft", params.get("key"), changeId],
    gcTime: 0,
    queryFn: async () => {
      const change = changeId
        ? await take(ruleDesks[desk].GET("/v1/rule-changes/{change_id}", { params: { path: { change_id: changeId } } }))
        : undefined;
      const key = change?.subject ?? params.get("key") ?? "";
      return { change, rule: await take(ruleDesks[desk].GET("/v1/rules/{key}", { params: { path: { key } } })) };
    },
  });
  return (
    <Asked query={query} service={desk} lines={8}>
      {({ rule, change }) => <DraftForm desk={desk} rule={rule} change={change} />}
    </Asked>
  );
}

const day = (value: string | null | undefined): Dayjs | undefined => (value ? dayjs(value) : undefined);
const written = (value: Dayjs | undefined): string | undefined => value?.format("YYYY-MM-DD");

function initial(change: ChangeDetail | undefined, rule: Rule): Fields {
  const version = change?.new_version;
  const last = rule.versions.at(-1);
  return {
    effective_from: day(version?.effective_from),
    effective_to: day(version?.effective_to),
    known_from: day(version?.known_from),
    observed_through: day(version?.observed_through ?? change?.observation?.observed_through),
    document: version?.document ?? change?.observation?.document ?? last?.citation.document ?? "",
    article: version?.article ?? change?.observation?.article ?? last?.citation.article ?? "",
    interpretation: version?.interpretation ?? "",
    replaces: Boolean(version?.replaces),
    reason: change?.reason ?? "",
  } as Fields;
}

export function DraftForm({ desk, rule, change }: { desk: Desk; rule: Rule; change?: ChangeDetail | undefined }): ReactNode {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const on = today();
  const { now, coming } = inForce(rule, on);
  const last = rule.versions.at(-1);
  const [value, setValue] = useState<Json>(() => (change?.new_version?.value ?? last?.value ?? "") as Json);
  const [kind, setKind] = useState<"version" | "observation">(change?.observation ? "observation" : "version");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(newKey());
  const regulations = useRegulations(desk);
  const isSeries = Boolean(rule.observed_through);
  const faults = faultsOf(problem);

  async function submit(fields: Fields): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const stored = await save(desk, change, bodyOf(rule, kind, fields, value), key.current);
      await cache.invalidateQueries({ queryKey: [desk] });
      void message.success(text.saved);
      void navigate(`/work/rules/${desk}/changes/${stored.id}`);
    } catch (caught) {
      const refused = asProblem(caught);
      // Another body needs another key.
      if (!refused.isOutage) key.current = newKey();
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  }

  const item = (name: keyof Fields) => ({
    name,
    ...(faults.fields[name] ? { validateStatus: "error" as const, help: faults.fields[name] } : {}),
  });
  const needed = [{ required: true }];
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">
            {rule.summary} · <code>{rule.key}</code> · {rule.unit}
          </p>
        </div>
      </div>
      <div className="sheet">
        <Form<Fields> form={form} layout="vertical" initialValues={initial(change, rule)} onFinish={(fields) => void submit(fields)} className="rule-form">
          <div className="present">
            <h2 className="section-title">{text.present}</h2>
            {now ? <RuleValue value={now.value} /> : <p className="hint">{texts.noneInForce}</p>}
            {rule.observed_through && <p className="hint">{texts.observed(rule.observed_through)}</p>}
          </div>
          {isSeries && !change && (
            <Form.Item label={text.kind}>
              <Radio.Group
                value={kind}
                onChange={(event) => setKind(event.target.value as typeof kind)}
                options={[
                  { value: "version", label: text.newVersion },
                  { value: "observation", label: text.observation },
                ]}
              />
            </Form.Item>
          )}
          {kind === "version" && (
            <>
              <Form.Item label={text.value} required>
                <ValueEditor value={value} onChange={setValue} label={text.value} faults={faults.value} />
              </Form.Item>
              <div className="row">
                <Form.Item label={text.effectiveFrom} rules={needed} {...item("effective_from")}>
                  <DatePicker />
                </Form.Item>
                <Form.Item label={text.effectiveTo} {...item("effective_to")}>
                  <DatePicker />
                </Form.Item>
                <Form.Item label={text.knownFrom} {...item("known_from")}>
                  <DatePicker />
                </Form.Item>
              </div>
            </>
          )}
          {isSeries && (
            <Form.Item label={text.observedThrough} rules={needed} {...item("observed_through")}>
              <DatePicker />
            </Form.Item>
          )}
          {kind === "version" && coming && coming === last && rule.versions.length > 1 && (
            <Form.Item valuePropName="checked" {...item("replaces")}>
              <Checkbox>{text.replaces(coming.version)}</Checkbox>
            </Form.Item>
          )}
          <Form.Item label={text.document} extra={kind === "version" ? text.documentHint : ""} rules={needed} {...item("document")}>
            <AutoComplete
              options={(regulations.data ?? []).map((one) => ({ value: one.number, label: `${one.number} ${one.title}` }))}
              showSearch={{ filterOption: (typed, option) => String(option?.label).includes(typed) }}
            />
          </Form.Item>
          <Form.Item label={text.article} rules={needed} {...item("article")}>
            <Input autoComplete="off" />
          </Form.Item>
          {kind === "version" && (
            <Form.Item label={text.interpretation} {...item("interpretation")}>
              <Input.TextArea rows={2} />
            </Form.Item>
          )}
          <Form.Item label={text.reason} rules={needed} {...item("reason")}>
            <Input.TextArea rows={2} />
          </Form.Item>
          {problem && <ProblemBox error={problem} service={desk} />}
          <div className="row">
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {text.save}
            </Button>
            <Button onClick={() => void navigate(-1)}>{text.cancel}</Button>
          </div>
        </Form>
      </div>
    </>
  );
}

/** What is sent: only what was filled in. */
export function bodyOf(rule: Rule, kind: "version" | "observation", fields: Fields, value: Json): Draft {
  const reason = fields.reason ?? "";
  const citation = { document: fields.document ?? "", article: fields.article ?? "" };
  if (kind === "observation") {
    return { reason, observation: { key: rule.key, observed_through: written(fields.observed_through) ?? "", ...citation } };
  }
  const last = rule.versions.at(-1)?.version;
  const optional = {
    effective_to: written(fields.effective_to),
    known_from: written(fields.known_from),
    observed_through: written(fields.observed_through),
    interpretation: fields.interpretation?.trim() ? fields.interpretation.trim() : undefined,
    replaces: fields.replaces ? last : undefined,
  };
  return {
    reason,
    new_version: {
      key: rule.key,
      effective_from: written(fields.effective_from) ?? "",
      ...citation,
      value: value as Record<string, never>,
      ...Object.fromEntries(Object.entries(optional).filter(([, part]) => part !== undefined)),
    },
  };
}
