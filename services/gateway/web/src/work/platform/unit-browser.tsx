import { useQuery } from "@tanstack/react-query";
import { Button, Input, Tree } from "antd";
import { useMemo, useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { gateway, take } from "../../api/client";
import { Asked, Empty } from "../../lite/state";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";
import { everyUnit } from "../directory";
import { Action } from "../grammar/action";
import { filled, word } from "../grammar/control";
import { Facts, Mark, Part } from "../grammar/show";
import { departmentName, departments } from "./departments";
import { countBelow, filtered, find, keysOf, treeOf, type Branch, type Unit } from "./unit-tree";
import { CreateUnit } from "./units";

const text = platform.unit;

/** The units as a tree, and beside it the one that was chosen. */
export function UnitBrowser({ views }: { views: ReactNode }): ReactNode {
  const query = useQuery({ queryKey: ["gateway", "units", "tree"], queryFn: everyUnit });
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
      </div>
      <div className="row" style={{ marginBottom: 14, justifyContent: "space-between" }}>
        {views}
        <CreateUnit />
      </div>
      <Asked query={query} service="gateway" lines={8}>
        {(units) => <Browser units={units} />}
      </Asked>
    </>
  );
}

function Browser({ units }: { units: Unit[] }): ReactNode {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState("");
  const tree = useMemo(() => treeOf(units), [units]);
  const shown = filtered(tree, typed);
  const [opened, setOpened] = useState<string[]>(() => tree.map((branch) => branch.key));
  const chosen = find(tree, params.get("open") ?? "");
  const unfolded = typed.trim() ? keysOf(shown) : opened;
  return (
    <div className="unit-browser">
      <div className="sheet">
        <div className="stack">
          <Input
            allowClear
            value={typed}
            placeholder={text.filter}
            aria-label={text.filter}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="row">
            <Button size="small" onClick={() => setOpened(keysOf(tree))}>
              {text.unfold}
            </Button>
            <Button size="small" onClick={() => setOpened([])}>
              {text.fold}
            </Button>
          </div>
          {shown.length === 0 ? (
            <Empty title={text.nobody} />
          ) : (
            <Tree<Branch>
              blockNode
              treeData={shown}
              expandedKeys={unfolded}
              selectedKeys={chosen ? [chosen.key] : []}
              onExpand={(keys) => setOpened(keys.map(String))}
              onSelect={(_, { node }) => setParams({ open: String(node.key) }, { replace: true })}
              titleRender={(branch) => <Title branch={branch} />}
            />
          )}
        </div>
      </div>
      <div className="sheet">{chosen ? <Details key={chosen.key} branch={chosen} /> : <Empty title={text.choose} />}</div>
    </div>
  );
}

function Title({ branch }: { branch: Branch }): ReactNode {
  const below = countBelow(branch);
  return (
    <span>
      {branch.unit.name} <Mark tone="plain">{platform.kinds[branch.unit.kind] ?? branch.unit.kind}</Mark>
      {below > 0 && <span className="hint"> {below}</span>}
    </span>
  );
}

function Details({ branch: { unit, children } }: { branch: Branch }): ReactNode {
  return (
    <div className="stack">
      <h2 className="sheet-title">{unit.name}</h2>
      <div className="row">
        <Action
          label={text.edit}
          service="gateway"
          button={{ type: "primary" }}
          fields={[
            { name: "name", label: text.name },
            ...(unit.kind === "department"
              ? [
                  {
                    name: "service",
                    label: text.service,
                    kind: "select" as const,
                    options: departments,
                    hint: text.serviceHint,
                    isOptional: true,
                  },
                ]
              : []),
          ]}
          initial={{ name: unit.name, service: unit.service ?? undefined }}
          act={(values) =>
            take(
              gateway.PUT("/api/identity/v1/units/{code}", {
                params: { path: { code: unit.code }, header: { "If-Match": String(unit.version) } },
                body: { name: word(values, "name"), ...filled(values, ["service"]) },
              }),
            )
          }
          done={text.saved}
        />
        <CreateUnit below={unit.code} />
      </div>
      <Facts
        items={[
          [text.code, unit.code],
          [text.kind, platform.kinds[unit.kind] ?? unit.kind],
          [text.parent, unit.parent ? term("unit", unit.parent) : "—"],
          [text.service, departmentName(unit.service, "—")],
          [text.below, text.belowCount(children.length)],
          [
            text.members,
            <Link key="m" to={`/work/accounts?unit=${unit.code}`}>
              {platform.account.title}
            </Link>,
          ],
        ]}
      />
      <section>
        <h3 className="section-title">{text.posts}</h3>
        <Part
          id={["posts", "of", unit.code]}
          service="gateway"
          load={() => take(gateway.GET("/api/identity/v1/posts", { params: { query: { unit: unit.code, limit: 200 } } }))}
          columns={[
            { title: platform.post.name, render: (post) => post.title },
            { title: platform.post.roles, render: (post) => post.roles.map((role) => term("role", role)).join("、") || "—" },
            {
              title: platform.account.title,
              render: (post) => <Link to={`/work/accounts?post=${post.code}`}>{platform.post.members}</Link>,
            },
          ]}
        />
      </section>
    </div>
  );
}
