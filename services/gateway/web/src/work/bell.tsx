import { BellOutlined } from "@ant-design/icons";
import { Badge, Button, Popover } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { Empty, Loading } from "../lite/state";
import { todoText as text } from "../texts/todo";
import { useMarkRead, useTodoCounts, useTodos } from "./todo";
import { MissingNote, TodoList } from "./todo-list";

/** To-dos that the bell shows itself. */
const SHOWN = 6;

/** The bell: how many to-dos somebody has not seen, and the first of them. */
export function Bell(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  const { data } = useTodoCounts();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={text.title}
      destroyOnHidden
      content={<Latest onLeave={() => setOpen(false)} />}
    >
      <Button
        type="text"
        aria-label={text.bell(data.unread)}
        aria-expanded={isOpen}
        icon={
          <Badge count={data.unread} size="small" overflowCount={99}>
            <BellOutlined />
          </Badge>
        }
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      />
    </Popover>
  );
}

function Latest({ onLeave }: { onLeave: () => void }): ReactNode {
  const { data, missing, isPending } = useTodos();
  const markRead = useMarkRead();
  // What was not seen first, each part by urgency.
  const shown = [...data.items.filter((todo) => todo.unread), ...data.items.filter((todo) => !todo.unread)].slice(0, SHOWN);
  return (
    <div className="notices">
      <MissingNote services={missing} />
      {isPending && shown.length === 0 ? (
        <Loading lines={2} />
      ) : shown.length === 0 ? (
        <Empty title={missing.length > 0 ? text.noneYet : text.none} />
      ) : (
        <TodoList
          items={shown}
          onOpen={(todo) => {
            markRead([todo]);
            onLeave();
          }}
        />
      )}
      <p className="notices-all">
        <Link to="/work/todos" onClick={onLeave}>
          {text.all}
        </Link>
      </p>
    </div>
  );
}
