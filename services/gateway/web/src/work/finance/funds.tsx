import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { finance, take } from "../../api/client";
import { Asked } from "../../lite/state";
import { digits } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { finance as texts } from "../../texts/finance";
import { term } from "../../texts/terms";

const text = texts.fund;

/** The segregated funds with what they hold. */
export default function Funds(): ReactNode {
  const query = useQuery({ queryKey: ["finance", "funds"], queryFn: () => take(finance.GET("/v1/funds")) });
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
      </div>
      <Asked query={query} service="finance" lines={8}>
        {(list) => (
          <div className="tiles funds">
            {list.items.map((fund) => {
              const deposits = fund.accounts.filter((account) => account.kind === "asset" && account.code.startsWith("10"));
              return (
                <Link key={fund.key} className="tile" to={`/work/finance/funds/${fund.key}`}>
                  <div className="label">
                    {fund.prefix} · {term("unit", fund.unit)}
                  </div>
                  <b>{fund.name}</b>
                  <div className="figure">
                    {digits(
                      addDecimals(
                        deposits.map((account) => account.balance),
                        2,
                      ),
                    )}{" "}
                    <small>{texts.yuan}</small>
                  </div>
                  <div className="label">{text.balance}</div>
                  <div className="label">
                    {text.source}：{fund.citation.document} {fund.citation.article}
                  </div>
                </Link>
              );
            })}
          </div>
        )}
      </Asked>
    </>
  );
}
