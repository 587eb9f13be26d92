import { Button } from "antd";
import type { ReactNode } from "react";
import { Empty, Loading } from "../lite/state";
import { frame } from "../texts/frame";
import { todoText as text } from "../texts/todo";
import { MOST, useMarkRead, useTodos, type Due } from "./todo";
import { MissingNote, TodoList } from "./todo-list";

const GROUPS: readonly Due[] = ["overdue", "soon", "later", "undated"];

/** Everything that waits for whoever is logged in, in all departments, by how near its last day is. */
export default function Todos(): ReactNode {
  const { data, missing, isPending, queries } = useTodos();
  const markRead = useMarkRead();
  const { items, more } = data;
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
        <Button disabled={!items.some((todo) => todo.unread)} onClick={() => markRead(items)}>
          {text.readAll}
        </Button>
      </div>
      <MissingNote services={missing} />
      {missing.length > 0 && (
        <p>
          <Button size="small" onClick={() => queries.forEach((query) => query.isError && void query.refetch())}>
            {frame.retry}
          </Button>
        </p>
      )}
      {isPending && items.length === 0 ? (
        <div className="sheet">
          <Loading />
        </div>
      ) : items.length === 0 ? (
        <div className="sheet">
          <Empty title={missing.length > 0 ? text.noneYet : text.none}>
            {missing.length === 0 && <span className="hint">{text.noneHint}</span>}
          </Empty>
        </div>
      ) : (
        <div className="stack">
          {GROUPS.map((due) => {
            const found = items.filter((todo) => todo.due === due);
            return (
              found.length > 0 && (
                <section key={due} className="sheet" aria-labelledby={`todos-${due}`}>
                  <h2 id={`todos-${due}`} className="section-title">
                    {text.groups[due]} <small className="hint">{text.count(found.length)}</small>
                  </h2>
                  <TodoList items={found} onOpen={(todo) => markRead([todo])} />
                </section>
              )
            );
          })}
          {more.map((service) => (
            <p key={service} className="hint">
              {text.more(frame.services[service], MOST)}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
