import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal, type InputRef } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { gateway, take } from "../api/client";
import { forget, keep, useHasEnded, useWorker } from "../api/session";
import { ProblemBox } from "../lite/problem";
import { frame } from "../texts/frame";
import { work } from "../texts/work";

const text = work.again;

/** Over the page when the session has ended by itself: what was typed stays, and can be sent after the password was given. */
export function LoginAgain(): ReactNode {
  const hasEnded = useHasEnded();
  const worker = useWorker();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ password: string }>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const box = useRef<InputRef>(null);
  const username = worker?.account.username ?? "";

  async function submit({ password }: { password: string }): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      keep(await take(gateway.POST("/api/identity/v1/login", { body: { username, password } })));
      form.resetFields();
      await cache.refetchQueries({ predicate: (query) => query.state.status === "error" });
    } catch (caught) {
      setError(caught);
      box.current?.select();
    } finally {
      setBusy(false);
    }
  }

  function leave(): void {
    forget();
    cache.clear();
  }

  return (
    <Modal
      open={hasEnded}
      zIndex={2000}
      title={text.title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={420}
      footer={null}
      afterOpenChange={(isOpen) => isOpen && box.current?.focus()}
    >
      <div className="stack">
        <p>{text.text}</p>
        <Form form={form} name="again" layout="vertical" onFinish={(values) => void submit(values)}>
          <Form.Item label={frame.login.username}>
            <Input value={username} autoComplete="username" readOnly />
          </Form.Item>
          <Form.Item name="password" label={frame.login.password} rules={[{ required: true, message: frame.login.fill }]}>
            <Input.Password ref={box} autoComplete="current-password" />
          </Form.Item>
          <div className="row">
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {text.submit}
            </Button>
            <Button onClick={leave}>{text.leave}</Button>
          </div>
        </Form>
        {error !== null && <ProblemBox error={error} service="gateway" />}
        <a href="/login" target="_blank" rel="noreferrer">
          {text.elsewhere}
        </a>
      </div>
    </Modal>
  );
}
