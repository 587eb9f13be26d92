import { lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { createBrowserRouter, ScrollRestoration, Outlet, useLocation } from "react-router";
import { Boundary } from "./lite/boundary";
import { Loading } from "./lite/state";
import { PublicShell } from "./public/shell";
import Home from "./public/home";

const page = (load: () => Promise<{ default: ComponentType }>): ReactNode => {
  const Page = lazy(load);
  return <Page />;
};

function Root(): ReactNode {
  const { pathname } = useLocation();
  return (
    <Boundary resetKey={pathname}>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
      <ScrollRestoration />
    </Boundary>
  );
}

export const router = createBrowserRouter([
  {
    element: <Root />,
    children: [
      {
        element: <PublicShell />,
        children: [
          { path: "/", element: <Home /> },
          { path: "/calculators", element: page(() => import("./public/calculators")) },
          { path: "/calculators/surcharge", element: page(() => import("./public/surcharge")) },
          { path: "/calculators/irrigation", element: page(() => import("./public/irrigation")) },
          { path: "/calculators/supply-grade", element: page(() => import("./public/supply-grade")) },
          { path: "/calculators/construction-grade", element: page(() => import("./public/construction-grade")) },
          { path: "/calculators/occupancy-fee", element: page(() => import("./public/occupancy-fee")) },
          { path: "/calculators/application-window", element: page(() => import("./public/application-window")) },
          { path: "/calculators/vote", element: page(() => import("./public/vote")) },
          { path: "/violations", element: page(() => import("./public/violation")) },
          { path: "/prices", element: page(() => import("./public/prices")) },
          { path: "/prices/notice", element: page(() => import("./public/price-notice")) },
          { path: "/supply-stops", element: page(() => import("./public/supply-stops")) },
          { path: "/regulations", element: page(() => import("./public/regulations")) },
          { path: "/regulations/rule/:department/:key", element: page(() => import("./public/rule")) },
          { path: "/notices", element: page(() => import("./public/notices")) },
          { path: "/notices/:department/:id", element: page(() => import("./public/notice")) },
          { path: "/login", element: page(() => import("./public/login")) },
          { path: "/login/oidc/:issuer", element: page(() => import("./public/oidc-login")) },
          { path: "/password", element: page(() => import("./public/password")) },
          { path: "*", element: page(() => import("./public/not-found")) },
        ],
      },
      { path: "/work/*", element: page(() => import("./work/frame")) },
    ],
  },
]);
