import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { asProblem } from "../api/problem";
import { hasRole, useWorker, type Session } from "../api/session";
import { Empty, Loading } from "../lite/state";
import { frame } from "../texts/frame";
import { term } from "../texts/terms";
import { todoText } from "../texts/todo";
import { work } from "../texts/work";
import { FIGURES, type Figure } from "./figures";
import { ENTRIES } from "./menu";
import { useMarkRead, useTodos } from "./todo";
import { MissingNote, TodoList } from "./todo-list";

const text = work.home;
/** To-dos that the home shows itself. */
const SHOWN = 5;

/** The home of whoever is logged in: the figures that matter to them, and where to go. */
export default function Home(): ReactNode {
  const worker = useWorker();
  const figures = FIGURES.filter((figure) => hasRole(worker, figure.roles));
  const entries = ENTRIES.filter(
    (entry) => !entry.under && entry.group !== "home" && entry.group !== "own" && hasRole(worker, entry.roles),
  );
  if (!worker) return null;
  return (
    <div className="stack">
      <div className="sheet">
        <h1 className="sheet-title">{text.hello(worker.account.name)}</h1>
        <p className="hint">
          {term("unit", worker.account.unit)} · {worker.account.roles.map((role) => term("role", role)).join("、")}
        </p>
      </div>
      <Waiting />
      {figures.length > 0 && (
        <section>
          <h2 className="section-title">{text.figures}</h2>
          <div className="tiles">
            {figures.map((figure) => (
              <FigureTile key={figure.key} figure={figure} worker={worker} />
            ))}
          </div>
        </section>
      )}
      {entries.length > 0 && (
        <section>
          <h2 className="section-title">{text.enter}</h2>
          <div className="tiles small">
            {entries.map((entry) => (
              <Link key={entry.path} className="tile" to={entry.path}>
                {entry.icon} {entry.label}
              </Link>
            ))}
          </div>
        </section>
      )}
      {entries.length === 0 && figures.length === 0 && (
        <div className="sheet">
          <Empty title={text.none}>
            <Link to="/">{work.menu.public}</Link>
          </Empty>
        </div>
      )}
    </div>
  );
}

/** The most urgent of what waits, and how much there is. */
function Waiting(): ReactNode {
  const { data, missing, isPending } = useTodos();
  const markRead = useMarkRead();
  const shown = data.items.slice(0, SHOWN);
  return (
    <section className="sheet" aria-labelledby="home-todos">
      <h2 id="home-todos" className="section-title">
        <Link to="/work/todos">{todoText.title}</Link>{" "}
        {data.items.length > 0 && <small className="hint">{todoText.count(data.items.length)}</small>}
      </h2>
      <MissingNote services={missing} />
      {isPending && shown.length === 0 ? (
        <Loading lines={2} />
      ) : shown.length === 0 ? (
        <p className="hint">{missing.length > 0 ? todoText.noneYet : todoText.none}</p>
      ) : (
        <TodoList items={shown} onOpen={(todo) => markRead([todo])} />
      )}
      {data.items.length > SHOWN && (
        <p className="notices-all">
          <Link to="/work/todos">{todoText.all}</Link>
        </p>
      )}
    </section>
  );
}

/** One figure and the way to what it counts; when its service does not answer, only this tile says so. */
function FigureTile({ figure, worker }: { figure: Figure; worker: Session }): ReactNode {
  const query = useQuery({ queryKey: [figure.service, "figure", figure.key], queryFn: () => figure.load(worker) });
  if (query.isError && query.data === undefined) {
    const { body } = asProblem(query.error);
    return (
      <div className="tile failed" role="alert">
        <div className="label">{figure.label}</div>
        <div>{body.detail}</div>
        {body.request_id && (
          <div className="label">
            {frame.problem.requestId} <code>{body.request_id}</code>
          </div>
        )}
        <button type="button" className="button quiet small" onClick={() => void query.refetch()}>
          {frame.retry}
        </button>
      </div>
    );
  }
  const value = query.data;
  return (
    <Link className={figure.isTodo && value !== undefined && value !== "0" ? "tile todo-tile" : "tile"} to={figure.to}>
      <div className="figure">{value ?? <span className="skeleton" role="status" aria-label={frame.loading} />}</div>
      <div className="label">{figure.label}</div>
    </Link>
  );
}
