import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker, type Session } from "../../api/session";
import { digits, moment } from "../../shared/format";
import { person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";

type Proposal = components["schemas"]["BasePriceProposalView"];
const text = texts.price;

/** What somebody can do with a proposal that waits. Nobody decides what they have proposed themselves. */
export function proposalDeeds(who: Session | null, proposal: Proposal): ("decide" | "withdraw")[] {
  const isHead = hasRole(who, ["water_head"]);
  if (proposal.drafted_by === who?.account.username) return ["withdraw"];
  return isHead ? ["decide", "withdraw"] : [];
}

/** Prices that somebody has proposed and nobody has fixed yet. */
export function Proposals(): ReactNode {
  const who = useWorker();
  const mayLook = hasRole(who, ["water_clerk", "water_billing_clerk", "water_head", "auditor"]);
  const query = useQuery({
    queryKey: ["water", "price-proposals"],
    queryFn: () => take(water.GET("/v1/base-price-proposals", { params: { query: { state: "submitted", limit: 100 } } })),
    enabled: mayLook,
  });
  const waiting = query.data?.items ?? [];
  if (waiting.length === 0) return null;
  return (
    <section className="sheet stack" aria-label={text.waiting}>
      <h2 className="sheet-title">{text.waiting}</h2>
      {waiting.map((proposal) => (
        <Waiting key={proposal.id} proposal={proposal} />
      ))}
    </section>
  );
}

function Waiting({ proposal }: { proposal: Proposal }): ReactNode {
  const who = useWorker();
  const deeds = proposalDeeds(who, proposal);
  const params = (key: string) => ({
    path: { proposal_id: proposal.id },
    header: { "If-Match": String(proposal.version), "Idempotency-Key": key },
  });
  const name = `${term("unit", proposal.supplier)} ${term("category", proposal.category)} ${digits(proposal.price)}`;
  return (
    <div className="row">
      <div>
        <b>{name}</b> {text.since(proposal.effective_from)}
        <div className="hint">
          {proposal.document} {proposal.article} · {text.proposedBy(person(proposal.drafted_by), moment(proposal.drafted_at))}
        </div>
      </div>
      {deeds.includes("decide") && (
        <>
          <Action
            label={text.approve}
            note={text.approveNote(name, proposal.effective_from)}
            service="water"
            button={{ type: "primary", size: "small" }}
            act={(_, key) => take(water.POST("/v1/base-price-proposals/{proposal_id}/approval", { params: params(key), body: {} }))}
            done={text.fixed}
          />
          <Action
            label={text.return_}
            service="water"
            button={{ size: "small" }}
            fields={[{ name: "comment", label: text.returnComment, kind: "long" }]}
            act={(values, key) =>
              take(
                water.POST("/v1/base-price-proposals/{proposal_id}/return", {
                  params: params(key),
                  body: { comment: word(values, "comment") },
                }),
              )
            }
            done={text.done}
          />
        </>
      )}
      {deeds.includes("withdraw") && (
        <Action
          label={text.withdraw}
          note={text.withdrawNote}
          service="water"
          button={{ size: "small", danger: true }}
          act={(_, key) => take(water.POST("/v1/base-price-proposals/{proposal_id}/withdrawal", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
    </div>
  );
}
