import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Modal, type ButtonProps } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useRef, useState, type ReactNode } from "react";
import { newKey } from "../../api/client";
import { asProblem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import type { frame } from "../../texts/frame";
import { work } from "../../texts/work";
import { Control, type FormField, type Value, type Values } from "./control";

const text = work.form;

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
  /** Which field of the form a JSON pointer of the service means, where their names differ. */
  place?: (pointer: string) => string;
  width?: number;
  children?: ReactNode;
}

const byName = (pointer: string) => pointer.replace(/^\//, "").replaceAll("/", ".");

/** A button that does something after asking: a question, or a form. What the service refuses is said in the form, at its field. */
export function Action({
  label,
  note,
  fields = [],
  initial,
  service,
  act,
  done,
  after,
  button,
  place = byName,
  width = 560,
  children,
}: ActionProps): ReactNode {
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
        values[name] = typeof value === "string" ? value.trim() : (value as Value);
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
          .map((fault) => ({ name: place(fault.pointer), errors: [fault.message] }))
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
        width={width}
        style={{ top: 48 }}
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
              className="act-form"
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
                        className={field.isHalf ? "half" : ""}
                        valuePropName={field.kind === "switch" ? "checked" : "value"}
                        rules={field.isOptional || field.kind === "switch" ? [] : [{ required: true, message: text.required }]}
                      >
                        <Control field={field} service={service} />
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

function prepared(initial: Values | undefined, fields: FormField[]): Record<string, Value | Dayjs | undefined> {
  if (!initial) return {};
  const days = new Set(fields.filter((field) => field.kind === "day").map((field) => field.name));
  return Object.fromEntries(Object.entries(initial).map(([name, value]) => [name, days.has(name) && value ? dayjs(String(value)) : value]));
}
