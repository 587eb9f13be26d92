import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { App, Button, DatePicker, Select, Space, Tabs } from "antd";
import dayjs from "dayjs";
import { useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { download, finance, take } from "../../api/client";
import { asProblem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import { Asked, Empty, Loading } from "../../lite/state";
import { digits, today } from "../../shared/format";
import { finance as texts } from "../../texts/finance";
import { term } from "../../texts/terms";
import { useTitle } from "../tabs";
import { Mark } from "../grammar/show";

const text = texts.fund;

/** One fund: trial balance, and the statement of a span of days with its export. */
export default function FundPage(): ReactNode {
  const { fund = "" } = useParams();
  const name = term("fund", fund);
  useTitle(`/work/finance/funds/${fund}`, name);
  return (
    <>
      <div className="page-title">
        <h1>{name}</h1>
      </div>
      <div className="sheet">
        <Tabs
          items={[
            { key: "trial", label: text.trial, children: <Trial fund={fund} /> },
            { key: "statement", label: text.statement, children: <Statement fund={fund} /> },
          ]}
        />
      </div>
    </>
  );
}

function Trial({ fund }: { fund: string }): ReactNode {
  const [asOf, setAsOf] = useState(today());
  const query = useQuery({
    queryKey: ["finance", "trial", fund, asOf],
    queryFn: () => take(finance.GET("/v1/funds/{fund}/trial-balance", { params: { path: { fund }, query: { as_of: asOf } } })),
  });
  return (
    <div className="stack">
      <DatePicker
        value={dayjs(asOf)}
        allowClear={false}
        onChange={(day) => setAsOf(day?.format("YYYY-MM-DD") ?? today())}
        style={{ width: 180 }}
        aria-label={text.day}
      />
      <Asked query={query} service="finance" lines={6}>
        {(trial) => (
          <div className="scroll" tabIndex={0}>
            <table className="table">
              <caption>
                {trial.name} {text.asOf(trial.as_of)}{" "}
                {trial.balanced ? <Mark tone="good">{text.balanced}</Mark> : <Mark tone="bad">{text.unbalanced}</Mark>}
              </caption>
              <thead>
                <tr>
                  <th>{text.code}</th>
                  <th>{text.name}</th>
                  <th>{text.kind}</th>
                  <th className="num">{text.debitTurnover}</th>
                  <th className="num">{text.creditTurnover}</th>
                  <th className="num">{text.debit}</th>
                  <th className="num">{text.credit}</th>
                </tr>
              </thead>
              <tbody>
                {trial.accounts.map((account) => (
                  <tr key={account.code}>
                    <td>{account.code}</td>
                    <td>{account.name}</td>
                    <td>{term("accountKind", account.kind)}</td>
                    <td className="num">{digits(account.debit_turnover)}</td>
                    <td className="num">{digits(account.credit_turnover)}</td>
                    <td className="num">{digits(account.debit)}</td>
                    <td className="num">{digits(account.credit)}</td>
                  </tr>
                ))}
                <tr>
                  <th scope="row" colSpan={5}>
                    {text.total}
                  </th>
                  <td className="num">
                    <b>{digits(trial.debit_total)}</b>
                  </td>
                  <td className="num">
                    <b>{digits(trial.credit_total)}</b>
                  </td>
                </tr>
              </tbody>
            </table>
          </div>
        )}
      </Asked>
    </div>
  );
}

function Statement({ fund }: { fund: string }): ReactNode {
  const { message } = App.useApp();
  const [span, setSpan] = useState({ from: `${today().slice(0, 4)}-01-01`, to: today() });
  const [account, setAccount] = useState<string | undefined>();
  const asked = { ...span, ...(account ? { account } : {}) };
  const query = useInfiniteQuery({
    queryKey: ["finance", "statement", fund, asked],
    queryFn: ({ pageParam }) =>
      take(
        finance.GET("/v1/funds/{fund}/statement", {
          params: { path: { fund }, query: { ...asked, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const funds = useQuery({ queryKey: ["finance", "funds"], queryFn: () => take(finance.GET("/v1/funds")) });
  const accounts = funds.data?.items.find((one) => one.key === fund)?.accounts ?? [];
  const first = query.data?.pages[0];
  const lines = query.data?.pages.flatMap((page) => page.items) ?? [];
  const save = (format: "csv" | "xlsx") =>
    void download(
      finance.GET("/v1/funds/{fund}/statement/export", { params: { path: { fund }, query: { ...asked, format } }, parseAs: "blob" }),
      `${fund}-${span.from}-${span.to}.${format}`,
    ).catch((error: unknown) => void message.error(asProblem(error).body.detail));
  return (
    <div className="stack">
      <Space wrap>
        <DatePicker.RangePicker
          value={[dayjs(span.from), dayjs(span.to)]}
          allowClear={false}
          onChange={(days) => {
            if (days?.[0] && days[1]) setSpan({ from: days[0].format("YYYY-MM-DD"), to: days[1].format("YYYY-MM-DD") });
          }}
        />
        <Select
          allowClear
          placeholder={text.every}
          aria-label={text.account}
          style={{ minWidth: 220 }}
          value={account ?? null}
          onChange={(next: string | null) => setAccount(next ?? undefined)}
          options={accounts.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
        />
        <Button icon={<DownloadOutlined />} onClick={() => save("xlsx")}>
          {text.xlsx}
        </Button>
        <Button icon={<DownloadOutlined />} onClick={() => save("csv")}>
          {text.csv}
        </Button>
      </Space>
      {query.isError && <ProblemBox error={query.error} service="finance" onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading lines={6} />}
      {first && (
        <div className="scroll" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th>{text.code}</th>
                <th>{text.name}</th>
                <th className="num">{text.opening}</th>
                <th className="num">{text.debit}</th>
                <th className="num">{text.credit}</th>
                <th className="num">{text.closing}</th>
              </tr>
            </thead>
            <tbody>
              {first.accounts.map((one) => (
                <tr key={one.code}>
                  <td>{one.code}</td>
                  <td>{one.name}</td>
                  <td className="num">{digits(one.opening)}</td>
                  <td className="num">{digits(one.debit)}</td>
                  <td className="num">{digits(one.credit)}</td>
                  <td className="num">{digits(one.closing)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {first && lines.length === 0 && <Empty title={text.empty} />}
      {lines.length > 0 && (
        <div className="scroll" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th>{text.day}</th>
                <th>{text.entry}</th>
                <th>{text.summary}</th>
                <th>{text.account}</th>
                <th className="num">{text.debit}</th>
                <th className="num">{text.credit}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={`${line.entry_number}-${String(line.line)}`}>
                  <td className="nowrap">{line.booked_on}</td>
                  <td className="nowrap">
                    <Link to={`/work/finance/entries?number=${line.entry_number}&open=${line.entry_number}`}>{line.entry_number}</Link>
                  </td>
                  <td>{line.summary}</td>
                  <td>
                    {line.account} {line.account_name}
                  </td>
                  <td className="num">{digits(line.debit)}</td>
                  <td className="num">{digits(line.credit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.more}
        </Button>
      )}
    </div>
  );
}
