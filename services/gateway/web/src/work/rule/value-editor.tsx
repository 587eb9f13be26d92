import { Button, DatePicker, Input, InputNumber, Radio, Switch } from "antd";
import dayjs from "dayjs";
import { useState, type ReactNode } from "react";
import { rule as texts } from "../../texts/rule";
import { blankOf, isRecord, parsed, shapeOf, withPart, type Json } from "./shape";

const text = texts.form;

interface EditorProps {
  value: Json;
  onChange: (value: Json) => void;
  /** Said to whoever cannot see the form. */
  label: string;
  /** What the service refuses, by JSON pointer within the value. */
  faults?: Record<string, string>;
  pointer?: string;
}

/** Fields for a value in the shape that it has, or its text. */
export function ValueEditor({ value, onChange, label, faults = {} }: EditorProps): ReactNode {
  const canShape = shapeOf(value) !== "raw";
  const [isRaw, setRaw] = useState(!canShape);
  return (
    <div className="stack">
      <Radio.Group
        size="small"
        value={isRaw ? "raw" : "shaped"}
        onChange={(event) => setRaw(event.target.value === "raw")}
        options={[
          { value: "shaped", label: text.shaped, disabled: !canShape },
          { value: "raw", label: text.raw },
        ]}
      />
      {isRaw ? (
        <Raw value={value} onChange={onChange} label={label} faults={faults} />
      ) : (
        <Shaped value={value} onChange={onChange} label={label} faults={faults} pointer="" />
      )}
    </div>
  );
}

function Raw({ value, onChange, label, faults = {} }: EditorProps): ReactNode {
  const [written, setWritten] = useState(() => JSON.stringify(value, null, 2));
  const isBad = parsed(written) === undefined;
  return (
    <div>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 3, maxRows: 24 }}
        className="code"
        status={isBad || Object.keys(faults).length > 0 ? "error" : ""}
        value={written}
        onChange={(event) => {
          setWritten(event.target.value);
          const next = parsed(event.target.value);
          if (next !== undefined) onChange(next);
        }}
      />
      <p className="hint">{isBad ? text.rawBad : text.rawHint}</p>
      {Object.entries(faults).map(([place, fault]) => (
        <p key={place} className="field-error" role="alert">
          {place && `${texts.placeName(place)}：`}
          {fault}
        </p>
      ))}
    </div>
  );
}

function Shaped({ value, onChange, label, faults = {}, pointer = "" }: EditorProps): ReactNode {
  const fault = faults[pointer];
  return (
    <div>
      <Fields value={value} onChange={onChange} label={label} faults={faults} pointer={pointer} />
      {fault && (
        <p className="field-error" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function Fields({ value, onChange, label, faults = {}, pointer = "" }: EditorProps): ReactNode {
  const status = faults[pointer] ? "error" : "";
  switch (shapeOf(value)) {
    case "flag":
      return (
        <Switch aria-label={label} checked={value === true} onChange={onChange} checkedChildren={text.yes} unCheckedChildren={text.no} />
      );
    case "whole":
      return <InputNumber aria-label={label} status={status} precision={0} value={value as number} onChange={(next) => onChange(next ?? 0)} />;
    case "day":
      return (
        <DatePicker
          aria-label={label}
          allowClear={false}
          value={dayjs(value as string)}
          onChange={(next) => onChange(next ? next.format("YYYY-MM-DD") : value)}
        />
      );
    case "long":
      return <Input.TextArea aria-label={label} autoSize value={value as string} onChange={(event) => onChange(event.target.value)} />;
    case "list":
    case "rows":
      return <List value={value as Json[]} onChange={onChange} label={label} faults={faults} pointer={pointer} />;
    case "record":
      return (
        <div className="value-record">
          {Object.entries(isRecord(value) ? value : {}).map(([key, part]) => (
            <div key={key} className="value-part">
              <span className="hint">{key}</span>
              <Shaped
                value={part}
                onChange={(next) => onChange(withPart(value, key, next))}
                label={`${label} ${key}`}
                faults={faults}
                pointer={`${pointer}/${key}`}
              />
            </div>
          ))}
        </div>
      );
    case "raw":
      return <Raw value={value} onChange={onChange} label={label} />;
    default:
      return (
        <Input
          aria-label={label}
          status={status}
          autoComplete="off"
          className="value-text"
          value={value as string}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function List({ value, onChange, label, faults = {}, pointer = "" }: EditorProps & { value: Json[] }): ReactNode {
  return (
    <div className="value-list">
      {value.map((item, index) => (
        <div key={index} className="value-item">
          <Shaped
            value={item}
            onChange={(next) => onChange(withPart(value, index, next))}
            label={`${label} ${text.item(index)}`}
            faults={faults}
            pointer={`${pointer}/${String(index)}`}
          />
          <Button
            size="small"
            type="text"
            aria-label={`${text.remove} ${text.item(index)}`}
            onClick={() => onChange(value.filter((_, place) => place !== index))}
          >
            {text.remove}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...value, blankOf(value.at(-1))])}>
        {text.add}
      </Button>
    </div>
  );
}
