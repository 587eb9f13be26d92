import { useQuery } from "@tanstack/react-query";
import { PrinterOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { Discrepancies, PriceTables } from "../../lite/irrigation-prices";
import { Asked, Empty } from "../../lite/state";
import { digits, moment } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { irrigation as text } from "../../texts/irrigation";
import { pricesText } from "../../texts/public";
import { choices, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { Part } from "../grammar/show";

type Schemas = components["schemas"];
type District = Schemas["IrrigationDistrictView"];
const VIEWS = { prices: Prices, approvals: Approvals, districts: Districts, consistency: Consistency };
type View = keyof typeof VIEWS;
const isView = (view: string | null): view is View => view !== null && view in VIEWS;

/** Irrigation districts with their printed prices, the approvals of these, and where the print does not follow the rule. */
export default function Irrigation(): ReactNode {
  const [params, setParams] = useSearchParams();
  const asked = params.get("view");
  const view: View = isView(asked) ? asked : "prices";
  const Shown = VIEWS[view];
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
        <div className="row no-print">
          <RecordApproval />
          <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
            {pricesText.print}
          </Button>
        </div>
      </div>
      <Segmented
        className="no-print views"
        value={view}
        options={(Object.keys(VIEWS) as View[]).map((value) => ({ value, label: text.views[value] }))}
        onChange={(next) => setParams(next === "prices" ? {} : { view: next }, { replace: true })}
      />
      <Shown />
    </>
  );
}

function Prices(): ReactNode {
  const query = useQuery({
    queryKey: ["water", "irrigation-prices"],
    queryFn: () => take(water.GET("/v1/irrigation/prices", { params: { query: {} } })),
  });
  return (
    <Asked query={query} service="water" lines={10}>
      {(list) => (list.items.length === 0 ? <Empty title={pricesText.empty} /> : <PriceTables items={list.items} />)}
    </Asked>
  );
}

function Approvals(): ReactNode {
  const worker = useWorker();
  return (
    <div className="sheet">
      <h2 className="sheet-title">{text.approvals.title}</h2>
      {!hasRole(worker, ["water_head"]) && <p className="hint">{text.approvals.onlyHead}</p>}
      <Part<Schemas["IrrigationApprovalView"]>
        id={["irrigation-approvals"]}
        service="water"
        load={() => take(water.GET("/v1/irrigation/approvals"))}
        empty={text.approvals.none}
        hint={text.approvals.noneHint}
        columns={[
          { title: text.approvals.district, render: (one) => term("district", one.district) },
          { title: text.approvals.year, render: (one) => one.year },
          { title: text.approvals.number, render: (one) => one.number },
          { title: text.approvals.day, render: (one) => one.approved_on },
          { title: text.approvals.recorded, render: (one) => moment(one.recorded_at) },
        ]}
      />
    </div>
  );
}

function RecordApproval(): ReactNode {
  const worker = useWorker();
  if (!hasRole(worker, ["water_head"])) return null;
  return (
    <Action
      label={text.approvals.create}
      note={text.approvals.note}
      service="water"
      button={{ type: "primary" }}
      fields={[
        { name: "district", label: text.approvals.district, kind: "select", options: choices("district"), isHalf: true },
        { name: "year", label: text.approvals.year, kind: "whole", isHalf: true },
        { name: "number", label: text.approvals.number },
        { name: "approved_on", label: text.approvals.day, kind: "day" },
      ]}
      act={(values, key) =>
        take(
          water.POST("/v1/irrigation/approvals", {
            params: { header: { "Idempotency-Key": key } },
            body: {
              district: word<components["schemas"]["District"]>(values, "district"),
              year: Number(values["year"]),
              number: word(values, "number"),
              approved_on: word(values, "approved_on"),
            },
          }),
        )
      }
      done={text.approvals.done}
    />
  );
}

function Districts(): ReactNode {
  const query = useQuery({ queryKey: ["water", "districts"], queryFn: () => take(water.GET("/v1/irrigation/districts")) });
  return (
    <Asked query={query} service="water" lines={10}>
      {(list) => (
        <div className="thirds">
          {list.items.map((district) => (
            <DistrictCard key={district.district} district={district} />
          ))}
        </div>
      )}
    </Asked>
  );
}

function DistrictCard({ district }: { district: District }): ReactNode {
  const { grain, economic, other } = district.crop_areas;
  const labels = text.districts;
  return (
    <section className="sheet">
      <h2 className="sheet-title">{district.name}</h2>
      <dl className="ledger">
        {[
          [labels.permit, digits(district.permit_volume)],
          [labels.design, digits(district.design_area)],
          [labels.effective, digits(district.effective_area)],
          [labels.grain, digits(grain)],
          [labels.economic, digits(economic)],
          [labels.other, digits(other)],
          [labels.cropTotal, digits(addDecimals([grain, economic, other], 2).replace(/\.00$/, ""))],
          [labels.cost, district.cost_price],
          [labels.villages, district.villages ? labels.villageCount(district.villages) : "—"],
          [labels.towns, district.towns.join("、")],
        ].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">
        {labels.source}：{district.citation.document} {district.citation.article}
      </p>
      <p className="hint">
        {labels.costSource}：{district.cost_price_citation.document} {district.cost_price_citation.article}
      </p>
    </section>
  );
}

function Consistency(): ReactNode {
  const query = useQuery({ queryKey: ["water", "consistency"], queryFn: () => take(water.GET("/v1/irrigation/price-consistency")) });
  return (
    <Asked query={query} service="water" lines={6}>
      {({ checked, discrepancies }) => (
        <div className="stack">
          <p className="hint">{text.consistency.lead}</p>
          <div className="tiles">
            {[
              [text.consistency.checked, checked],
              [text.consistency.same, checked - discrepancies.length],
              [text.consistency.differ, discrepancies.length],
            ].map(([label, count]) => (
              <div key={label} className="tile">
                <div className="label">{label}</div>
                <div className="figure">{text.consistency.cells(Number(count))}</div>
              </div>
            ))}
          </div>
          <div className="sheet">
            <p>{pricesText.consistencyText(checked, discrepancies.length)}</p>
            {discrepancies.length > 0 && <Discrepancies items={discrepancies} />}
          </div>
        </div>
      )}
    </Asked>
  );
}
