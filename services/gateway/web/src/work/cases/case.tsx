import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { Asked } from "../../lite/state";
import { cases as text } from "../../texts/case";
import { CASE_SERVICES, readCase, type CaseService } from "../grammar/case-client";
import { CasePanel } from "../grammar/case-panel";
import { Code } from "../grammar/show";
import { useTitle } from "../tabs";

/** One case, also to be printed: facts, files with their hashes, the whole timeline. */
export default function CasePage(): ReactNode {
  const { service: named = "", id = "" } = useParams();
  const service: CaseService = CASE_SERVICES.find((one) => one === named) ?? "water";
  const query = useQuery({ queryKey: [service, "case", id], queryFn: () => readCase(service, id) });
  useTitle(`/work/cases/${service}/${id}`, query.data?.title);
  return (
    <Asked query={query} service={service} lines={10}>
      {(seen) => (
        <>
          <div className="page-title">
            <h1>
              {seen.title} <Code of="caseState" value={seen.state} />
            </h1>
            <div className="row no-print">
              <Link to={seen.link}>{text.openThing}</Link>
              <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
                {text.print}
              </Button>
            </div>
          </div>
          <div className="sheet">
            <CasePanel service={service} seen={seen} />
          </div>
        </>
      )}
    </Asked>
  );
}
