import { CloseOutlined, LogoutOutlined, MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined, UserOutlined } from "@ant-design/icons";
import { ProConfigProvider } from "@ant-design/pro-components";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, ConfigProvider, Drawer, Dropdown, Grid, Layout, Menu, theme as antTheme } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Link, Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { gateway } from "../api/client";
import { current, forget, hasRole, useWorker } from "../api/session";
import logo from "../../favicon.svg";
import { Boundary } from "../lite/boundary";
import { DemonstrationNote } from "../lite/demonstration";
import { Empty, Loading } from "../lite/state";
import { ThemeButton } from "../lite/theme-button";
import { Title } from "../lite/title";
import { useTheme, wantsStillness } from "../shared/theme";
import { frame as common } from "../texts/frame";
import { term } from "../texts/terms";
import { work } from "../texts/work";
import { Crumbs, Help, HelpButton, MenuSearch, useHelp } from "./bar";
import { Bell } from "./bell";
import { useIsNaming } from "./directory";
import { LoginAgain } from "./login-again";
import { ENTRIES, entryOf, GROUPS, type Entry } from "./menu";
import { nonce } from "./nonce";
import { useTabs } from "./tabs";
import "./work.css";

dayjs.locale("zh-cn");

/** The workplace: only for somebody who is logged in. */
export default function Frame(): ReactNode {
  const session = useWorker();
  const location = useLocation();
  const { dark } = useTheme();
  const cache = useQueryClient();
  const username = session?.account.username;
  const worked = useRef(username);
  useEffect(() => {
    // Another tab has logged somebody else in: nothing that was read for the one before is shown to them.
    if (username && worked.current && worked.current !== username) cache.clear();
    worked.current = username;
  }, [username, cache]);
  if (!session) return <Navigate to="/login" replace state={{ from: location.pathname + location.search }} />;
  if (session.mustChangePassword) return <Navigate to="/password" replace />;
  return (
    <ConfigProvider
      locale={zhCN}
      csp={{ nonce }}
      theme={{
        algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
        token: {
          colorPrimary: dark ? "#3f9fb6" : "#0b6177",
          colorInfo: dark ? "#3f9fb6" : "#0b6177",
          colorLink: dark ? "#58b8ce" : "#0b6177",
          colorError: dark ? "#f2938e" : "#ac2320",
          borderRadius: 6,
          motion: !wantsStillness(),
          fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
          colorTextTertiary: dark ? "rgba(255,255,255,0.65)" : "rgba(0,0,0,0.62)",
          colorTextDescription: dark ? "rgba(255,255,255,0.65)" : "rgba(0,0,0,0.62)",
          colorTextPlaceholder: dark ? "rgba(255,255,255,0.6)" : "rgba(0,0,0,0.58)",
          colorPrimaryBg: dark ? "#17343c" : "#e2f0f3",
          colorPrimaryBgHover: dark ? "#1f444e" : "#cfe6eb",
          colorInfoBg: dark ? "#17343c" : "#e2f0f3",
          colorInfoBorder: dark ? "#2b5d6a" : "#a9cfd9",
          ...(dark ? { colorBgContainer: "#182327", colorBgElevated: "#1e2b30", colorBgLayout: "#0f171a" } : { colorBgLayout: "#f4f6f6" }),
        },
        components: {
          Menu: { itemSelectedColor: dark ? "#8ad2e2" : "#084b5d" },
          ...(dark
            ? {
                Tabs: { itemSelectedColor: "#8ad2e2" },
                Button: { dangerColor: "#2a0a09", colorPrimary: "#2b7789", colorPrimaryHover: "#348ca1", colorPrimaryActive: "#236475" },
              }
            : {}),
        },
      }}
    >
      <ProConfigProvider dark={dark}>
        <App>
          <Inside key={username} />
          <LoginAgain />
        </App>
      </ProConfigProvider>
    </ConfigProvider>
  );
}

function Inside(): ReactNode {
  const session = useWorker();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const [isNarrow, setNarrow] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const allowed = useMemo(() => ENTRIES.filter((entry) => hasRole(session, entry.roles)), [session]);
  const { tabs, close, closeOthers } = useTabs(pathname);
  const here = entryOf(pathname);
  const [isHelp, setHelp] = useHelp();
  const isNaming = useIsNaming();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    // A new page: the keyboard goes on at its beginning, not in the menu.
    if (shown.current !== pathname) content.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);

  function leave(): void {
    const refresh_token = current()?.refreshToken;
    if (refresh_token) void gateway.POST("/api/identity/v1/logout", { body: { refresh_token } });
    forget();
    cache.clear();
  }

  const menu = (
    <Menu
      mode="inline"
      selectedKeys={[here?.under ?? here?.path ?? ""]}
      items={menuItems(allowed)}
      onClick={({ key }) => {
        setMenuOpen(false);
        void navigate(key);
      }}
    />
  );
  return (
    <Layout className="workplace">
      <Title>{tabs.find((tab) => tab.path === pathname)?.title ?? work.menu.home}</Title>
      <a className="skip" href="#content">
        {common.skip}
      </a>
      {isWide && (
        <Layout.Sider className="side no-print" width={212} collapsedWidth={56} collapsed={isNarrow} theme="light">
          <Link to="/work" className="side-brand">
            <img src={logo} alt="" />
            {!isNarrow && <span>{common.product}</span>}
          </Link>
          <nav aria-label={work.frame.menu}>{menu}</nav>
        </Layout.Sider>
      )}
      <Drawer
        placement="left"
        open={!isWide && isMenuOpen}
        onClose={() => setMenuOpen(false)}
        title={common.product}
        size={280}
        styles={{ body: { padding: 0 } }}
      >
        {menu}
      </Drawer>
      <Layout>
        <header className="bar no-print">
          {isWide ? (
            <Button
              type="text"
              aria-label={isNarrow ? work.frame.expand : work.frame.collapse}
              icon={isNarrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
              onClick={() => setNarrow(!isNarrow)}
            />
          ) : (
            <Button type="text" aria-label={work.frame.open} icon={<MenuOutlined />} onClick={() => setMenuOpen(true)} />
          )}
          {isWide && <Crumbs here={here} />}
          <div className="bar-tools">
            <MenuSearch entries={allowed} />
            <Bell />
            {isWide && <HelpButton onOpen={() => setHelp(true)} />}
            <ThemeButton />
            <Dropdown
              menu={{
                items: [
                  { key: "account", icon: <UserOutlined />, label: work.menu.account },
                  { key: "password", label: work.frame.password },
                  { key: "help", label: work.help.title },
                  { key: "public", label: work.menu.public },
                  { type: "divider" },
                  { key: "leave", icon: <LogoutOutlined />, label: work.frame.logout },
                ],
                onClick: ({ key }) => {
                  if (key === "leave") leave();
                  else if (key === "help") setHelp(true);
                  else void navigate(key === "account" ? "/work/account" : key === "password" ? "/password" : "/");
                },
              }}
            >
              <Button type="text" icon={<UserOutlined />} {...(isWide ? {} : { "aria-label": work.frame.person })}>
                {isWide ? session?.account.name : null}
              </Button>
            </Dropdown>
          </div>
        </header>
        <div className="tab-strip no-print" role="navigation" aria-label={work.frame.tabs}>
          {tabs.map((tab) => (
            <span key={tab.path} className={tab.path === pathname ? "tab now" : "tab"}>
              <Link
                to={tab.path + tab.search}
                ref={tab.path === pathname ? seen : undefined}
                aria-current={tab.path === pathname ? "page" : undefined}
              >
                {tab.title}
              </Link>
              {tab.path !== "/work" && (
                <button
                  type="button"
                  aria-label={`${common.close} ${tab.title}`}
                  onClick={() => {
                    const next = close(tab.path);
                    if (tab.path === pathname) void navigate(next);
                  }}
                >
                  <CloseOutlined />
                </button>
              )}
            </span>
          ))}
          {tabs.length > 2 && (
            <button type="button" className="tab-more" onClick={() => closeOthers(pathname)}>
              {work.frame.closeOthers}
            </button>
          )}
        </div>
        <DemonstrationNote />
        <main id="content" ref={content} className="content" tabIndex={-1}>
          <Boundary resetKey={pathname}>
            <Suspense fallback={<Loading />}>
              {isNaming ? (
                <Loading />
              ) : (
                <Routes>
                  {ENTRIES.map((entry) => (
                    <Route key={entry.path} path={entry.path.replace("/work", "") || "/"} element={<Guarded entry={entry} />} />
                  ))}
                  <Route path="*" element={<Empty isPage title={common.notFound.title} />} />
                </Routes>
              )}
            </Suspense>
          </Boundary>
        </main>
      </Layout>
      <Help isOpen={isHelp} onClose={() => setHelp(false)} />
    </Layout>
  );
}

/** The tab of the page that is open is in view, also where the strip is longer than the screen. */
function seen(link: HTMLElement | null): void {
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** A page for whoever may open it; else who may. */
function Guarded({ entry }: { entry: Entry }): ReactNode {
  const session = useWorker();
  const Page = entry.page;
  if (hasRole(session, entry.roles)) return <Page />;
  return (
    <Empty isPage title={common.refused.title}>
      <p>{common.refused.detail(entry.roles.map((role) => term("role", role)).join("、"))}</p>
      <Link to="/work">{work.menu.home}</Link>
    </Empty>
  );
}

function menuItems(entries: readonly Entry[]) {
  const item = ({ path, icon, label }: Entry) => ({ key: path, icon, label });
  const of = (group: Entry["group"]) => entries.filter((entry) => entry.group === group && !entry.under).map(item);
  const groups = GROUPS.filter((group) => of(group).length > 0);
  return [
    ...of("home"),
    ...groups.map((group) => ({ key: group, type: "group" as const, label: work.menu[group], children: of(group) })),
    ...of("own"),
  ];
}
