import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useRef, useState, type ReactNode } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { newKey, ruleDesks, take } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import { Asked } from "../../lite/state";
import { useRegulations } from "../../public/rules";
import { rule as texts } from "../../texts/rule";
import { deskOf, type ChangeDetail, type Desk, type Regulation } from "./desk";
import { faultsOf, save } from "./save";
import "./rule.css";

const text = texts.form;

interface Fields {
  number?: string;
  title?: string;
  issued?: Dayjs;
  in_force_from?: Dayjs;
  in_force_to?: Dayjs | null;
  repealed_by?: string;
  repeals?: string;
  interpretation?: string;
  reason?: string;
}

/** Registers a regulation, or that one ends. */
export default function RegisterPage(): ReactNode {
  const { department } = useParams();
  const [params] = useSearchParams();
  const desk = deskOf(department);
  const changeId = params.get("change");
  const query = useQuery({
    queryKey: [desk, "regulation-draft", changeId],
    gcTime: 0,
    queryFn: async () => ({
      change: changeId
        ? await take(ruleDesks[desk].GET("/v1/rule-changes/{change_id}", { params: { path: { change_id: changeId } } }))
        : undefined,
    }),
  });
  return (
    <Asked query={query} service={desk} lines={8}>
      {({ change }) => <RegisterForm desk={desk} change={change} />}
    </Asked>
  );
}

const day = (value: string | null | undefined): Dayjs | undefined => (value ? dayjs(value) : undefined);

function filledWith(regulation: Regulation): Fields {
  return {
    number: regulation.number,
    title: regulation.title,
    issued: day(regulation.issued),
    in_force_from: day(regulation.in_force_from),
    in_force_to: day(regulation.in_force_to) ?? null,
    repealed_by: regulation.repealed_by ?? "",
    repeals: regulation.repeals.join("\n"),
    interpretation: regulation.interpretation ?? "",
  } as Fields;
}

function RegisterForm({ desk, change }: { desk: Desk; change?: ChangeDetail | undefined }): ReactNode {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const regulations = useRegulations(desk);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(newKey());
  const faults = faultsOf(problem);

  async function submit(fields: Fields): Promise<void> {
    setBusy(true);
    setProblem(null);
    const written = (value: Dayjs | null | undefined) => value?.format("YYYY-MM-DD");
    const optional = {
      in_force_to: written(fields.in_force_to),
      repealed_by: fields.repealed_by?.trim(),
      interpretation: fields.interpretation?.trim(),
    };
    try {
      const stored = await save(
        desk,
        change,
        {
          reason: fields.reason ?? "",
          regulation: {
            number: fields.number?.trim() ?? "",
            title: fields.title?.trim() ?? "",
            issued: written(fields.issued) ?? "",
            in_force_from: written(fields.in_force_from) ?? "",
            repeals: (fields.repeals ?? "").split("\n").flatMap((line) => (line.trim() ? [line.trim()] : [])),
            ...Object.fromEntries(Object.entries(optional).filter(([, part]) => part)),
          },
        },
        key.current,
      );
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
        <h1>{text.registerTitle}</h1>
      </div>
      <div className="sheet">
        <Form<Fields>
          form={form}
          layout="vertical"
          initialValues={{ ...(change?.regulation ? filledWith(change.regulation) : {}), reason: change?.reason ?? "" }}
          onFinish={(fields) => void submit(fields)}
          className="rule-form"
        >
          {!change && (
            <Form.Item label={text.known}>
              <Select
                aria-label={text.known}
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                options={(regulations.data ?? []).map((one) => ({ value: one.number, label: `${one.number} ${one.title}` }))}
                onChange={(number: string | undefined) => {
                  const known = (regulations.data ?? []).find((one) => one.number === number);
                  if (known) form.setFieldsValue(filledWith(known));
                }}
              />
            </Form.Item>
          )}
          <Form.Item label={text.number} rules={needed} {...item("number")}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item label={text.documentTitle} rules={needed} {...item("title")}>
            <Input autoComplete="off" />
          </Form.Item>
          <div className="row">
            <Form.Item label={text.issued} rules={needed} {...item("issued")}>
              <DatePicker />
            </Form.Item>
            <Form.Item label={text.inForceFrom} rules={needed} {...item("in_force_from")}>
              <DatePicker />
            </Form.Item>
            <Form.Item label={text.inForceTo} {...item("in_force_to")}>
              <DatePicker />
            </Form.Item>
          </div>
          <Form.Item label={text.repealedBy} {...item("repealed_by")}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item label={text.repeals} {...item("repeals")}>
            <Input.TextArea rows={2} />
          </Form.Item>
          <Form.Item label={text.validity} {...item("interpretation")}>
            <Input.TextArea rows={2} />
          </Form.Item>
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
