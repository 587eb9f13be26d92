import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { gateway, take } from "../../api/client";
import { moment } from "../../shared/format";
import { platform } from "../../texts/platform";
import { person } from "../../texts/terms";
import { work } from "../../texts/work";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { Part } from "../grammar/show";

const text = platform.link;

/** Whom an account belongs to at other issuers; nothing where there are none. */
export function Links({ username }: { username: string }): ReactNode {
  const issuers = useQuery({ queryKey: ["gateway", "oidc"], queryFn: () => take(gateway.GET("/api/identity/v1/oidc")) });
  const items = issuers.data?.items ?? [];
  if (items.length === 0) return null;
  const titleOf = (name: string) => items.find((issuer) => issuer.name === name)?.title ?? name;
  const path = { username };
  return (
    <section>
      <h3 className="section-title">{text.title}</h3>
      <div className="stack">
        <Part
          id={["links", username]}
          service="gateway"
          load={() => take(gateway.GET("/api/identity/v1/accounts/{username}/links", { params: { path } }))}
          empty={text.none}
          columns={[
            { title: text.issuer, render: (link) => titleOf(link.issuer) },
            { title: text.subject, render: (link) => link.subject },
            { title: text.by, render: (link) => `${person(link.linked_by)} ${moment(link.linked_at)}` },
            {
              title: work.list.actions,
              render: (link) => (
                <Action
                  label={text.remove}
                  note={text.removeNote}
                  service="gateway"
                  button={{ size: "small", danger: true }}
                  act={() =>
                    take(
                      gateway.DELETE("/api/identity/v1/accounts/{username}/links/{issuer}", {
                        params: { path: { username, issuer: link.issuer } },
                      }),
                    )
                  }
                  done={text.removed}
                />
              ),
            },
          ]}
        />
        <div>
          <Action
            label={text.add}
            service="gateway"
            button={{ size: "small" }}
            fields={[
              {
                name: "issuer",
                label: text.issuer,
                kind: "select",
                options: items.map((issuer) => ({ value: issuer.name, label: issuer.title })),
              },
              { name: "subject", label: text.subject, hint: text.subjectHint },
            ]}
            act={(values) =>
              take(
                gateway.POST("/api/identity/v1/accounts/{username}/links", {
                  params: { path },
                  body: { issuer: word(values, "issuer"), subject: word(values, "subject") },
                }),
              )
            }
            done={text.added}
          />
        </div>
      </div>
    </section>
  );
}
