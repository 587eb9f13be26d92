import { useId, type ReactNode } from "react";

interface FieldProps {
  label: string;
  unit?: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  name: string;
  required?: boolean;
}

function Around({
  id,
  label,
  unit,
  hint,
  error,
  children,
}: Pick<FieldProps, "label" | "unit" | "hint" | "error"> & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {unit && <span className="unit">（{unit}）</span>}
      </label>
      {children}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** A box for a number, a text or a day. Numbers stay text: the service says what is wrong with them. */
export function TextField({ kind = "decimal", ...field }: FieldProps & { kind?: "decimal" | "integer" | "date" | "text" }): ReactNode {
  const id = useId();
  return (
    <Around id={id} {...field}>
      <input
        id={id}
        className="control"
        name={field.name}
        type={kind === "date" ? "date" : "text"}
        inputMode={kind === "decimal" ? "decimal" : kind === "integer" ? "numeric" : undefined}
        autoComplete="off"
        value={field.value}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={`${field.hint ? `${id}-hint` : ""} ${field.error ? `${id}-error` : ""}`.trim() || undefined}
        onChange={(event) => field.onChange(event.target.value)}
      />
    </Around>
  );
}

export function SelectField({ options, ...field }: FieldProps & { options: { value: string; label: string }[] }): ReactNode {
  const id = useId();
  return (
    <Around id={id} {...field}>
      <select
        id={id}
        className="control"
        name={field.name}
        value={field.value}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={`${field.hint ? `${id}-hint` : ""} ${field.error ? `${id}-error` : ""}`.trim() || undefined}
        onChange={(event) => field.onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  );
}

export function CheckField({
  label,
  hint,
  checked,
  onChange,
  name,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  name: string;
}) {
  return (
    <label className="check">
      <input type="checkbox" name={name} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        {hint && (
          <>
            <br />
            <span className="hint">{hint}</span>
          </>
        )}
      </span>
    </label>
  );
}
