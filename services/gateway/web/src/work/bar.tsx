import { QuestionCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { AutoComplete, Breadcrumb, Button, Modal, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { work } from "../texts/work";
import type { Entry } from "./menu";

export function Crumbs({ here }: { here: Entry | undefined }): ReactNode {
  const parts: { title: ReactNode }[] = [{ title: <Link to="/work">{work.menu.home}</Link> }];
  if (here && here.group !== "home" && here.group !== "own") parts.push({ title: work.menu[here.group] });
  if (here?.under) parts.push({ title: <Link to={here.under}>{here.label}</Link> }, { title: work.list.details });
  else if (here && here.path !== "/work") parts.push({ title: here.label });
  return <Breadcrumb items={parts} aria-label={work.frame.breadcrumb} />;
}

/** The pages whose name, or whose department's name, has the text in it. */
export function findPages(entries: readonly Entry[], text: string): Entry[] {
  const wanted = text.trim().toLowerCase();
  return entries.filter((entry) => !entry.under && `${groupName(entry)} ${entry.label}`.toLowerCase().includes(wanted));
}

const groupName = ({ group }: Entry): string => (group === "home" || group === "own" ? "" : work.menu[group]);

/** Finds a page by its name; Ctrl+K comes here from anywhere. */
export function MenuSearch({ entries }: { entries: readonly Entry[] }): ReactNode {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const box = useRef<InputRef>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        box.current?.focus();
      }
    };
    globalThis.addEventListener("keydown", listen);
    return () => globalThis.removeEventListener("keydown", listen);
  }, []);
  const found = findPages(entries, text);
  return (
    <AutoComplete
      ref={box as never}
      className="menu-search"
      defaultActiveFirstOption
      value={text}
      options={found.map((entry) => ({
        value: entry.path,
        label: groupName(entry) ? `${groupName(entry)} / ${entry.label}` : entry.label,
      }))}
      onChange={setText}
      notFoundContent={work.frame.nothing}
      placeholder={work.frame.search}
      suffixIcon={<SearchOutlined />}
      aria-label={work.frame.search}
      onSelect={(path: string) => {
        setText("");
        void navigate(path);
      }}
    />
  );
}

/** Whether the keyboard help is open; `?` opens it from anywhere but a text field. */
export function useHelp(): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable=true]");
      if (event.key === "?" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) setOpen(true);
    };
    globalThis.addEventListener("keydown", listen);
    return () => globalThis.removeEventListener("keydown", listen);
  }, []);
  return [isOpen, setOpen];
}

export function HelpButton({ onOpen }: { onOpen: () => void }): ReactNode {
  return <Button type="text" aria-label={work.help.title} title={work.help.title} icon={<QuestionCircleOutlined />} onClick={onOpen} />;
}

export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal open={isOpen} title={work.help.title} onCancel={onClose} footer={null} width={480}>
      <dl className="keys">
        {work.help.keys.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
