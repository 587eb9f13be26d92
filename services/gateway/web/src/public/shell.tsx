import { Suspense, type ReactNode } from "react";
import { Link, NavLink, Outlet } from "react-router";
import { useSession } from "../api/session";
import logo from "../../favicon.svg";
import { DemonstrationNote } from "../lite/demonstration";
import { Loading } from "../lite/state";
import { ThemeButton } from "../lite/theme-button";
import { frame } from "../texts/frame";
import { site } from "../texts/public";

/** The frame of the pages that need no login. */
export function PublicShell(): ReactNode {
  const session = useSession();
  return (
    <div className="lite">
      <a className="skip" href="#main">
        {frame.skip}
      </a>
      <header className="top">
        <div className="wrap top-row">
          <Link className="brand" to="/">
            <img src={logo} alt="" />
            {frame.product}
          </Link>
          <nav aria-label={frame.nav.main}>
            <NavLink to="/" end>
              {frame.nav.home}
            </NavLink>
            <NavLink to="/calculators">{frame.nav.calculators}</NavLink>
            <NavLink to="/notices">{frame.nav.notices}</NavLink>
            <NavLink to="/prices">{frame.nav.prices}</NavLink>
            <NavLink to="/regulations">{frame.nav.regulations}</NavLink>
          </nav>
          <div className="top-tools">
            <ThemeButton />
            <Link className="button quiet small" to={session ? "/work" : "/login"}>
              {session ? frame.nav.workplace : frame.nav.login}
            </Link>
          </div>
        </div>
      </header>
      <DemonstrationNote />
      <main id="main" className="wrap" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="foot">
        <div className="wrap">
          <span>{site.foot.note}</span>
          <span>{site.foot.legal}</span>
        </div>
      </footer>
    </div>
  );
}
