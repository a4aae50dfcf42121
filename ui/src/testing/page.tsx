import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import {
  type AnyRoute,
  Outlet,
  RouterProvider,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  useLocation,
} from "@tanstack/react-router";
import type { ReactNode } from "react";
import { renderInApp } from "./render";

interface TestedPage {
  page: () => ReactNode;
  /** The page's path, as in the application's router. */
  path: string;
  validateSearch?: (search: Record<string, unknown>) => Record<string, unknown>;
  /** The address to begin at, when it says more than the path. */
  at?: string;
}

function Elsewhere() {
  return <p>went to {useLocation().href}</p>;
}

/** Renders one page of those that stand in the frame, at an address. Any other address says that one went there. */
export function renderPage({ page, path, validateSearch, at = path }: TestedPage) {
  const root = createRootRoute({ component: Outlet });
  const inside = createRoute({ getParentRoute: () => root, id: "inside", component: Outlet });
  const tested: AnyRoute = createRoute({
    getParentRoute: () => inside,
    path,
    component: page,
    ...(validateSearch && { validateSearch }),
  });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: Elsewhere });
  const router = createRouter({
    routeTree: root.addChildren([inside.addChildren([tested]), elsewhere]),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  return renderInApp(
    <ModalsProvider>
      <Notifications />
      <RouterProvider router={router as never} />
    </ModalsProvider>,
  );
}
