import type { ReactNode } from "react";
import { Link } from "react-router";
import { moment } from "../shared/format";
import { frame } from "../texts/frame";
import { term } from "../texts/terms";
import { todoText as text } from "../texts/todo";
import type { ServiceName } from "../api/client";
import type { Todo } from "./todo";

/** To-dos one below the other, each the way to where it is done. */
export function TodoList({ items, onOpen }: { items: readonly Todo[]; onOpen: (todo: Todo) => void }): ReactNode {
  return (
    <ul className="todos">
      {items.map((todo) => (
        <li key={todo.id} className={todo.unread ? "todo unread" : "todo"}>
          <Link to={todo.link} onClick={() => onOpen(todo)}>
            {todo.unread && <span className="todo-dot" role="img" aria-label={text.unread} />}
            <span className="todo-title">{todo.title}</span>
          </Link>
          <span className="todo-facts">
            {todo.due_on && (
              <span className={todo.due === "overdue" ? "tag bad" : todo.due === "soon" ? "tag warn" : "tag"}>{text.due(todo.due_on)}</span>
            )}
            {todo.personal && <span className="tag">{text.personal}</span>}
            {todo.unit && <span>{term("unit", todo.unit)}</span>}
            <span>{frame.services[todo.service]}</span>
            <span>{text.since(moment(todo.opened_at))}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Says whose to-dos are not in the list, because their service does not answer. */
export function MissingNote({ services }: { services: readonly ServiceName[] }): ReactNode {
  if (services.length === 0) return null;
  return (
    <p className="todo-missing" role="status">
      {text.missing(services.map((service) => frame.services[service]).join("、"))}
    </p>
  );
}
