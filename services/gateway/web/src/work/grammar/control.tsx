import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { DatePicker, Input, InputNumber, Select, Switch } from "antd";
import { useState, type ReactNode } from "react";
import { work } from "../../texts/work";

export interface Option {
  value: string;
  label: string;
}

/** Choices that are known from the beginning, or once the workplace knows the county's units. */
export type Options = Option[] | (() => Option[]);

/** A field's choices now. */
export function optionsOf({ options }: { options?: Options }): Option[] {
  return typeof options === "function" ? options() : (options ?? []);
}

export interface FormField {
  /** Where the value goes in the request: `name`, or `recognition.department`. */
  name: string;
  label: string;
  kind?: "text" | "long" | "select" | "multi" | "find" | "day" | "whole" | "switch";
  options?: Options;
  /** For `find`: what fits the text that was typed. */
  find?: (text: string) => Promise<Option[]>;
  hint?: string;
  isOptional?: boolean;
  /** Two such fields stand beside each other where there is room. */
  isHalf?: boolean;
  /** Only asked when this holds of what has been filled in. */
  when?: (values: Values) => boolean;
}

export type Value = string | number | boolean | string[];
export type Values = Record<string, Value | undefined>;

/** What a field is filled in with; anything that the form gives it goes on to the control. */
export function Control({ field, service, ...given }: { field: FormField; service: string } & Record<string, unknown>): ReactNode {
  switch (field.kind) {
    case "long":
      return <Input.TextArea rows={3} {...given} />;
    case "select":
    case "multi":
      return (
        <Select
          options={optionsOf(field)}
          placeholder={work.list.please}
          showSearch={{ optionFilterProp: "label" }}
          allowClear={field.isOptional ?? false}
          {...(field.kind === "multi" ? { mode: "multiple" as const } : {})}
          {...given}
        />
      );
    case "find":
      return <Find field={field} service={service} {...given} />;
    case "day":
      return <DatePicker style={{ width: "100%" }} {...given} />;
    case "whole":
      return <InputNumber precision={0} style={{ width: "100%" }} {...given} />;
    case "switch":
      return <Switch {...given} />;
    default:
      return <Input autoComplete="off" {...given} />;
  }
}

/** A choice among more than fits a list: asks the service for what was typed. */
function Find({ field, service, ...given }: { field: FormField; service: string } & Record<string, unknown>): ReactNode {
  const [text, setText] = useState("");
  const query = useQuery({
    queryKey: [service, "find", field.name, text],
    queryFn: () => field.find?.(text) ?? [],
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setText }}
      options={query.data ?? []}
      loading={query.isFetching}
      placeholder={work.form.find}
      notFoundContent={query.isFetching ? work.form.finding : query.isError ? work.form.notFindable : work.form.notFound}
      {...given}
    />
  );
}

/** Text of a value of a form; empty when it was left out. */
export function word<T extends string = string>(values: Values, name: string): T {
  return (values[name] === undefined ? "" : String(values[name])) as T;
}

/** Only the values that were filled in, as text, under the names that the service gives them. */
export function filled<Name extends string>(values: Values, names: readonly Name[], prefix = ""): Partial<Record<Name, string>> {
  return Object.fromEntries(
    names.flatMap((name) => (values[prefix + name] === undefined ? [] : [[name, word(values, prefix + name)]])),
  ) as Partial<Record<Name, string>>;
}
