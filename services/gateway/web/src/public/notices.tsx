import { Fragment, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { SelectField } from "../lite/field";
import { Empty, Loading } from "../lite/state";
import { Title } from "../lite/title";
import { frame } from "../texts/frame";
import { noticeText as text } from "../texts/notice";
import { BOARDS, feedOf, toneOf, useNotices, type NoticeItem } from "./boards";

/** What the departments have posted. */
export default function Notices(): ReactNode {
  const [state, setState] = useState("");
  const { items, missing, isPending } = useNotices();
  const found = items.filter((item) => state === "" || item.state === state);
  const states = ["posted", "stopped", "ended", "withdrawn"].map((value) => ({ value, label: text.states[value] ?? value }));
  return (
    <>
      <Title>{text.title}</Title>
      <header className="page-head">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </header>
      <div className="narrow">
        <SelectField
          name="state"
          label={text.state}
          value={state}
          onChange={setState}
          options={[{ value: "", label: text.all }, ...states]}
        />
      </div>
      {missing.length > 0 && (
        <p className="hint" role="status">
          {missing.map((board) => frame.problem.outage(frame.services[board])).join(" ")}
        </p>
      )}
      {isPending && found.length === 0 ? (
        <Loading />
      ) : found.length === 0 ? (
        <Empty title={text.none}>{missing.length === 0 && <span className="hint">{text.noneHint}</span>}</Empty>
      ) : (
        <ul className="cards">
          {found.map((item) => (
            <li key={item.id}>
              <Card item={item} />
            </li>
          ))}
        </ul>
      )}
      <p className="hint">
        {text.subscribe}：
        {BOARDS.map((board, index) => (
          <Fragment key={board}>
            {index > 0 && "、"}
            <a href={feedOf(board)}>{frame.services[board]}</a>
          </Fragment>
        ))}
      </p>
    </>
  );
}

function Card({ item }: { item: NoticeItem }): ReactNode {
  return (
    <Link className="card" to={`/notices/${item.department}/${item.id}`}>
      <h3>{item.title}</h3>
      <p>
        <span className={toneOf(item.state)}>{text.states[item.state] ?? item.state}</span>{" "}
        {typeof item.days_left === "number" && <span className="tag">{text.left(item.days_left)}</span>}
      </p>
      <p>
        {item.kind_title} · {item.audience}
      </p>
      <p className="who">
        {frame.services[item.department]} · {item.number} · {text.posted} {item.posted_on}
        {item.last_day && ` · ${text.last} ${item.last_day}`}
        {item.objections > 0 && ` · ${text.objectionCount(item.objections)}`}
      </p>
    </Link>
  );
}
