import { useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, InputNumber, Modal, Select, Switch, type ButtonProps } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useRef, useState, type ReactNode } from "react";
import { newKey } from "../../api/client";
import { asProblem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import type { frame } from "../../texts/frame";
import { work } from "../../texts/work";

const text = work.form;

export interface FormField {
  /** Where the value goes in the request: `name`, or `recognition.department`. */
  name: string;
  label: string;
  kind?: "text" | "long" | "select" | "day" | "whole" | "switch";
  options?: { value: string; label: string }[];
  hint?: string;
  isOptional?: boolean;
  /** Only asked when this holds of what has been filled in. */
  when?: (values: Values) => boolean;
}

export type Values = Record<string, string | number | boolean | undefined>;

interface ActionProps {
  label: string;
  /** Said above the fields, or as the question when there are none. */
  note?: string;
  fields?: FormField[];
  initial?: Values;
  service: keyof typeof frame.services;
  /** Does it. The key stays the same until it has worked, so that trying again never does it twice. */
  act: (values: Values, key: string) => Promise<unknown>;
  /** Said when it has worked; may depend on the answer. */
  done: string | ((answer: never) => string);
  after?: (answer: never) => void;
  button?: ButtonProps;
  children?: ReactNode;
}

/** A button that does something after asking: a question, or a form. What the service refuses is said in the form, at its field. */
export function Action({ label, note, fields = [], initial, service, act, done, after, button, children }: ActionProps): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [form] = Form.useForm<Record<string, unknown>>();
  const key = useRef(newKey());

  function open(): void {
    key.current = newKey();
    setError(null);
    setOpen(true);
  }

  async function submit(): Promise<void> {
    const raw = fields.length > 0 ? await form.validateFields().catch(() => null) : {};
    if (!raw) return;
    const values: Values = {};
    for (const { name } of fields) {
      const value = raw[name];
      if (dayjs.isDayjs(value)) values[name] = value.format("YYYY-MM-DD");
      else if (value !== undefined && value !== null && value !== "")
        values[name] = typeof value === "string" ? value.trim() : (value as string | number | boolean);
    }
    setBusy(true);
    setError(null);
    try {
      const answer = (await act(values, key.current)) as never;
      setOpen(false);
      void message.success(typeof done === "function" ? done(answer) : done);
      after?.(answer);
      await cache.invalidateQueries({ queryKey: [service] });
    } catch (caught) {
      const problem = asProblem(caught);
      // A refused body is another body next time: the service wants a new key for it.
      if (!problem.isOutage) key.current = newKey();
      setError(problem);
      form.setFields(
        problem.fieldErrors
          .map((fault) => ({ name: fault.pointer.replace(/^\//, "").replaceAll("/", "."), errors: [fault.message] }))
          .filter((fault) => fields.some((field) => field.name === fault.name)),
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button {...button} onClick={open}>
        {children ?? label}
      </Button>
      <Modal
        open={isOpen}
        title={label}
        onCancel={() => setOpen(false)}
        onOk={() => void submit()}
        confirmLoading={isBusy}
        okText={fields.length > 0 ? text.save : text.confirm}
        cancelText={text.cancel}
        okButtonProps={button?.danger ? { danger: true } : {}}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <div className="stack">
          {note && <p>{note}</p>}
          {fields.length > 0 && (
            <Form
              form={form}
              name={`act-${service}`}
              layout="vertical"
              initialValues={prepared(initial, fields)}
              onFinish={() => void submit()}
              preserve={false}
            >
              <Form.Item noStyle shouldUpdate>
                {() =>
                  fields
                    .filter((field) => field.when?.(form.getFieldsValue(true) as Values) ?? true)
                    .map((field) => (
                      <Form.Item
                        key={field.name}
                        name={field.name}
                        label={field.label}
                        extra={field.hint}
                        valuePropName={field.kind === "switch" ? "checked" : "value"}
                        rules={field.isOptional || field.kind === "switch" ? [] : [{ required: true, message: text.required }]}
                      >
                        <Control field={field} />
                      </Form.Item>
                    ))
                }
              </Form.Item>
              <button type="submit" hidden />
            </Form>
          )}
          {error !== null && <ProblemBox error={error} service={service} />}
        </div>
      </Modal>
    </>
  );
}

function Control({ field, ...given }: { field: FormField } & Record<string, unknown>): ReactNode {
  switch (field.kind) {
    case "long":
      return <Input.TextArea rows={3} {...given} />;
    case "select":
      return <Select options={field.options ?? []} placeholder={work.list.please} showSearch={{ optionFilterProp: "label" }} {...given} />;
    case "day":
      return <DatePicker style={{ width: "100%" }} {...given} />;
    case "whole":
      return <InputNumber precision={0} style={{ width: "100%" }} {...given} />;
    case "switch":
      return <Switch {...given} />;
    default:
      return <Input autoComplete="off" {...given} />;
  }
}

function prepared(initial: Values | undefined, fields: FormField[]): Record<string, string | number | boolean | Dayjs | undefined> {
  if (!initial) return {};
  const days = new Set(fields.filter((field) => field.kind === "day").map((field) => field.name));
  return Object.fromEntries(Object.entries(initial).map(([name, value]) => [name, days.has(name) && value ? dayjs(String(value)) : value]));
}

/** Text of a value of a form; empty when it was left out. */
export const word = (values: Values, name: string): string => (values[name] === undefined ? "" : String(values[name]));
