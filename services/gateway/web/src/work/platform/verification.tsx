import { Alert, Button, Input, Modal, Typography } from "antd";
import { useState, type ReactNode } from "react";
import { operations as asked, take, type ServiceName } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { ProblemBox } from "../../lite/problem";
import { moment } from "../../shared/format";
import { operations, SERVICE_NAMES } from "../../texts/operations";
import { frame } from "../../texts/frame";
import { Mark } from "../grammar/show";

type Result = components["schemas"]["VerificationView"];
const text = operations.audit;

/** Has a service's log verified and shows what was found. */
export function Verification({ service }: { service: ServiceName }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [noted, setNoted] = useState("");
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function verify(): Promise<void> {
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      const query = noted.trim() ? { noted: noted.trim() } : {};
      setResult(await take(asked[service].GET("/v1/operations/audit/verification", { params: { query } })));
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setResult(null);
          setError(null);
          setOpen(true);
        }}
      >
        {text.verify}
      </Button>
      <Modal
        open={isOpen}
        title={`${text.verify} · ${SERVICE_NAMES[service] ?? service}`}
        onCancel={() => setOpen(false)}
        onOk={() => void verify()}
        okText={text.run}
        cancelText={frame.close}
        confirmLoading={isBusy}
        width={640}
        destroyOnHidden
      >
        <div className="stack">
          <p>{text.verifyLead}</p>
          <label className="stack tight">
            {text.noted}
            <Input value={noted} onChange={(event) => setNoted(event.target.value)} placeholder={text.notedHint} />
          </label>
          {error !== null && <ProblemBox error={error} service={service} />}
          {result && <Found result={result} />}
        </div>
      </Modal>
    </>
  );
}

function Found({ result }: { result: Result }): ReactNode {
  return (
    <div className="stack" role="status">
      {result.intact ? (
        <Alert type="success" showIcon title={text.intact(result.entries)} />
      ) : (
        <Alert type="error" showIcon title={text.broken(result.findings.length)} />
      )}
      {result.findings.length > 0 && (
        <ul className="findings">
          {result.findings.map((finding) => (
            <li key={`${finding.kind}-${String(finding.seq)}`}>
              <Mark tone="bad">{text.kinds[finding.kind] ?? finding.kind}</Mark> {finding.message}
            </li>
          ))}
        </ul>
      )}
      <div>
        <p className="hint">{text.head}</p>
        <Typography.Text code copyable className="secret">
          {`${String(result.head.seq)}:${result.head.hash}`}
        </Typography.Text>
      </div>
      <p className="hint">
        {text.verifiedAt} {moment(result.verified_at)}
      </p>
    </div>
  );
}
