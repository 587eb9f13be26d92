import type { ReactNode } from "react";
import { addDays, digits, forPicture, percent } from "../shared/format";
import { pictures } from "../texts/pictures";
import { term } from "../texts/terms";
import "./pictures.css";

interface Band {
  band: number;
  volume: string;
  rate: string;
  amount: string;
}

/** Usage as a bar: what lies within the plan, and the three bands of the overage. */
export function BandPicture({
  usage,
  base,
  overage,
  bands,
  basicCharge,
}: {
  usage: string;
  base: string;
  overage: string;
  bands: Band[];
  basicCharge?: string;
}): ReactNode {
  const total = Math.max(forPicture(usage), 0.001);
  const inside = Math.min(forPicture(usage), forPicture(base));
  const text = pictures.bands;
  const insideText = forPicture(overage) > 0 ? base : usage;
  return (
    <figure className="picture">
      <figcaption>{text.title}</figcaption>
      <div className="bandbar" role="img" aria-label={text.summary(insideText, overage)}>
        <Bar kind={0} share={inside / total} />
        {bands.map((band) =>
          forPicture(band.volume) > 0 ? <Bar key={band.band} kind={band.band} share={forPicture(band.volume) / total} /> : null,
        )}
      </div>
      <ul className="legend">
        <li className="l0">
          {text.plan}
          <strong>{text.volume(digits(insideText))}</strong>
          <span>{basicCharge ? text.planNote : text.planNote}</span>
        </li>
        {bands.map((band) => (
          <li key={band.band} className={`l${String(band.band)}`}>
            {text.band(band.band)}
            <strong>{text.volume(digits(band.volume))}</strong>
            <span>
              {text.rate(percent(band.rate))}，{text.amount(digits(band.amount))}
            </span>
          </li>
        ))}
      </ul>
      {forPicture(overage) === 0 && <p className="hint">{text.none}</p>}
    </figure>
  );
}

function Bar({ kind, share }: { kind: number; share: number }): ReactNode {
  return <span className={`b${String(kind)}`} style={{ flexGrow: share, flexBasis: 0 }} />;
}

/** A crop's water over its quota's bands. */
export function IrrigationPicture({
  line,
}: {
  line: { crop: string; bands: { band: number; volume: string; price: string; amount: string }[] };
}): ReactNode {
  const total = Math.max(
    line.bands.reduce((sum, band) => sum + forPicture(band.volume), 0),
    0.001,
  );
  const text = pictures.irrigation;
  return (
    <figure className="picture">
      <figcaption>{text.title(term("crop", line.crop))}</figcaption>
      <div className="bandbar" role="img" aria-label={line.bands.map((band) => `${text.band(band.band)} ${band.volume}`).join("，")}>
        {line.bands.map((band) =>
          forPicture(band.volume) > 0 ? <Bar key={band.band} kind={band.band - 1} share={forPicture(band.volume) / total} /> : null,
        )}
      </div>
      <ul className="legend">
        {line.bands.map((band) => (
          <li key={band.band} className={`l${String(band.band - 1)}`}>
            {text.band(band.band)}
            <strong>
              {digits(band.volume)} m³ × {text.price(band.price)}
            </strong>
            <span>{pictures.bands.amount(digits(band.amount))}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The response levels of a plan, with the one that applies. */
export function ResponseLadder({ steps, now }: { steps: { level: string; starter: string }[]; now: string | null }): ReactNode {
  return (
    <figure className="picture">
      <figcaption>{pictures.ladder.title}</figcaption>
      <ol className="ladder">
        {steps.map((step) => (
          <li
            key={step.level}
            className={step.level === now ? `now lv-${step.level}` : ""}
            aria-current={step.level === now ? "step" : undefined}
          >
            <b>{term("level", step.level)}</b>
            <span>
              {pictures.ladder.starts(step.starter)}
              {step.level === now && (
                <>
                  {" "}
                  <span className="tag bad">{pictures.ladder.now}</span>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** How far a measured share lies beyond the lines that divide the grades. */
export function GradeScale({ label, share, lines }: { label: string; share: number; lines: { grade: string; from: string }[] }): ReactNode {
  const top = Math.max(0.7, share * 1.1);
  const x = (value: number) => 4 + (Math.min(value, top) / top) * 512;
  const sorted = [...lines].sort((a, b) => forPicture(a.from) - forPicture(b.from));
  const kinds = ["b1", "b2", "b3", "b3"];
  return (
    <figure className="picture">
      <figcaption>{label}</figcaption>
      <svg viewBox="0 0 520 74" role="img" aria-label={label}>
        <rect x={x(0)} y={26} width={x(top) - x(0)} height={18} rx={4} fill="var(--line)" />
        {sorted.map((line, index) => {
          const next = sorted[index + 1];
          const end = next ? forPicture(next.from) : top;
          const middle = (x(forPicture(line.from)) + x(end)) / 2;
          return (
            <g key={line.grade}>
              <rect
                x={x(forPicture(line.from))}
                y={26}
                width={Math.max(0, x(end) - x(forPicture(line.from)) - 2)}
                height={18}
                fill={`var(--band-${kinds[index]?.slice(1) ?? "3"})`}
                opacity={share >= forPicture(line.from) && share < end ? 1 : 0.35}
              />
              <text x={x(forPicture(line.from))} y={67} fontSize={13} textAnchor="middle" className="soft">
                {percent(line.from)}
              </text>
              <text
                x={middle}
                y={16}
                fontSize={13}
                textAnchor="middle"
                className={share >= forPicture(line.from) && share < end ? "" : "soft"}
              >
                {term("grade", line.grade)}
              </text>
            </g>
          );
        })}
        <line x1={x(share)} x2={x(share)} y1={22} y2={48} stroke="var(--ink)" strokeWidth={2} />
        <circle cx={x(share)} cy={35} r={7} fill="var(--card)" stroke="var(--ink)" strokeWidth={3} />
      </svg>
    </figure>
  );
}

export interface Threshold {
  numerator: number;
  denominator: number;
  bound: string;
}

/** One ring of a vote: the share, and where the threshold lies. */
export function VoteRing({
  title,
  part,
  whole,
  threshold,
  unit,
  met,
}: {
  title: string;
  part: string;
  whole: string;
  threshold: Threshold | null;
  unit: string;
  met: boolean;
}): ReactNode {
  const share = forPicture(whole) > 0 ? forPicture(part) / forPicture(whole) : 0;
  const length = 2 * Math.PI * 44;
  const line = threshold ? threshold.numerator / threshold.denominator : 0;
  const angle = line * 2 * Math.PI - Math.PI / 2;
  const fraction = threshold ? `${String(threshold.numerator)}/${String(threshold.denominator)}` : "";
  const need = threshold
    ? pictures.rings.threshold(threshold.bound === "more_than" ? pictures.rings.moreThan(fraction) : pictures.rings.atLeast(fraction))
    : "";
  return (
    <div className="ring">
      <svg viewBox="0 0 120 120" role="img" aria-label={`${title} ${part} / ${whole}，${need}`}>
        <circle cx="60" cy="60" r="44" fill="none" stroke="var(--line)" strokeWidth="14" />
        <circle
          cx="60"
          cy="60"
          r="44"
          fill="none"
          stroke={met ? "var(--good)" : "var(--band-2)"}
          strokeWidth="14"
          strokeDasharray={`${String(Math.min(share, 1) * length)} ${String(length)}`}
          transform="rotate(-90 60 60)"
        />
        {threshold && (
          <line
            x1={60 + 34 * Math.cos(angle)}
            y1={60 + 34 * Math.sin(angle)}
            x2={60 + 56 * Math.cos(angle)}
            y2={60 + 56 * Math.sin(angle)}
            stroke="var(--ink)"
            strokeWidth="3"
          />
        )}
        <text x="60" y="66" textAnchor="middle" fontSize="20" fontWeight="600">
          {`${String(Math.floor(share * 1000) / 10)}%`}
        </text>
      </svg>
      <div>{title}</div>
      <div>
        {digits(part)} / {digits(whole)} {unit}
      </div>
      <div className={met ? "hit" : "miss"}>
        {need} · {met ? pictures.rings.met : pictures.rings.missed}
      </div>
    </div>
  );
}

/** The fee for each day of return, as the service computed it. */
export function FeePicture({ points, days }: { points: { days: number; fee: string; overdue: boolean }[]; days: number }): ReactNode {
  const text = pictures.fee;
  const top = Math.max(...points.map((point) => forPicture(point.fee)), 1);
  const last = Math.max(...points.map((point) => point.days), 1);
  const x = (day: number) => 34 + (day / (last + 1)) * 560;
  const width = 560 / (last + 1) - 3;
  return (
    <figure className="picture">
      <figcaption>{text.title}</figcaption>
      <svg viewBox="0 0 600 214" role="img" aria-label={text.title}>
        {points.map((point) => {
          const height = (forPicture(point.fee) / top) * 140;
          const fill = point.days === days ? "var(--brand)" : point.overdue ? "var(--band-3)" : "var(--band-1)";
          return (
            <g key={point.days}>
              <rect
                x={x(point.days)}
                y={170 - Math.max(height, 3)}
                width={width}
                height={Math.max(height, 3)}
                rx={2}
                fill={height === 0 ? "var(--good)" : fill}
                opacity={point.days === days ? 1 : 0.65}
              />
              {(point.days % 5 === 0 || point.days === days) && (
                <text
                  x={x(point.days) + width / 2}
                  y={188}
                  fontSize={13}
                  textAnchor="middle"
                  className={point.days === days ? "" : "soft"}
                  fontWeight={point.days === days ? 700 : 400}
                >
                  {point.days}
                </text>
              )}
              {point.days === days && (
                <text
                  x={Math.min(Math.max(x(point.days) + width / 2, 60), 540)}
                  y={160 - Math.max(height, 3)}
                  fontSize={14}
                  textAnchor="middle"
                  fontWeight={700}
                >
                  {digits(point.fee)} {text.yuan}
                </text>
              )}
            </g>
          );
        })}
        <line x1={30} x2={596} y1={170.5} y2={170.5} stroke="var(--line-strong)" />
        <text x={596} y={208} fontSize={13} textAnchor="end" className="soft">
          {text.days}
        </text>
      </svg>
      <p className="hint row">
        <span>
          <i className="dot" style={{ background: "var(--good)" }} />
          {text.free}
        </span>
        <span>
          <i className="dot" style={{ background: "var(--brand)" }} />
          {text.here}
        </span>
        <span>
          <i className="dot" style={{ background: "var(--band-3)" }} />
          {text.overdue}
        </span>
      </p>
    </figure>
  );
}

/** The days from the opening of the window to the day the loan falls due. */
export function WindowPicture({ opens, closes, maturity }: { opens: string; closes: string; maturity: string }): ReactNode {
  const days: string[] = [];
  for (let day = opens; day <= maturity && days.length < 60; day = addDays(day, 1)) days.push(day);
  const text = pictures.window;
  return (
    <figure className="picture">
      <figcaption>{text.title}</figcaption>
      <ol className="days">
        {days.map((day) => (
          <li key={day} className={day === maturity ? "due" : day <= closes ? "open" : ""}>
            {text.weekday(text.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "")}
            <b>{day.slice(5).replace("-", "/")}</b>
            {day === maturity ? text.due : text.open}
          </li>
        ))}
      </ol>
    </figure>
  );
}
