import { DeleteOutlined, StarOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Popover, Space } from "antd";
import { useState, type ReactNode } from "react";
import { gateway, take } from "../../api/client";
import { asProblem } from "../../api/problem";
import { work } from "../../texts/work";

const text = work.saved;

interface SavedQueriesProps {
  /** The list's name. */
  page: string;
  /** What the list shows now. */
  filter: Record<string, string>;
  onChoose: (filter: Record<string, string>) => void;
}

/** The queries that somebody keeps for a list: chosen, kept, removed. They follow the account, not the device. */
export function SavedQueries({ page, filter, onChoose }: SavedQueriesProps): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const key = ["gateway", "saved-queries", page];
  const query = useQuery({
    queryKey: key,
    queryFn: () => take(gateway.GET("/api/identity/v1/saved-queries", { params: { query: { page } } })),
    enabled: isOpen,
  });

  async function change(asked: Promise<unknown>): Promise<void> {
    try {
      await asked;
      await cache.invalidateQueries({ queryKey: key });
    } catch (caught) {
      void message.error(asProblem(caught).body.detail);
    }
  }

  const keep = () =>
    void change(take(gateway.POST("/api/identity/v1/saved-queries", { body: { page, name: name.trim(), query: filter } }))).then(() =>
      setName(""),
    );
  const remove = (query_id: string) =>
    void change(take(gateway.DELETE("/api/identity/v1/saved-queries/{query_id}", { params: { path: { query_id } } })));

  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      title={text.title}
      content={
        <div className="stack" style={{ minWidth: 240 }}>
          {query.data?.items.length === 0 && <span className="hint">{text.none}</span>}
          {query.data?.items.map((saved) => (
            <Space key={saved.id} style={{ justifyContent: "space-between", width: "100%" }}>
              <Button
                type="link"
                size="small"
                onClick={() => {
                  onChoose(saved.query);
                  setOpen(false);
                }}
              >
                {saved.name}
              </Button>
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={text.remove(saved.name)}
                onClick={() => remove(saved.id)}
              />
            </Space>
          ))}
          <Space.Compact>
            <Input
              size="small"
              maxLength={40}
              value={name}
              placeholder={text.name}
              aria-label={text.name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button size="small" disabled={!name.trim()} onClick={keep}>
              {text.keep}
            </Button>
          </Space.Compact>
        </div>
      }
    >
      <Button icon={<StarOutlined />}>{text.title}</Button>
    </Popover>
  );
}
