import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { object, optional, string } from "zod/mini";
import { api, queryClient, server } from "../api/server";
import { sourcesSearch } from "../data/sources/search";
import { tableSearch } from "../data/tables/search";
import { dropSearch } from "../drop/search";
import { homeSearch } from "../home/search";
import { nextAddress } from "../login/nextAddress";
import { dashboardSearch } from "../dashboards/search";
import { historySearch } from "../data/history/search";
import { sqlSearch } from "../data/sql/search";
import { jobSearch, jobsSearch } from "../jobs/search";
import { Crash, Lost, LostOutside } from "./Crash";

const root = createRootRoute({ component: Outlet, errorComponent: Crash, notFoundComponent: LostOutside });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: object({ next: optional(string()) }),
  beforeLoad: async ({ search }) => {
    const { response } = await server.GET("/api/auth/me");
    if (response.ok) throw redirect({ href: nextAddress(search.next), replace: true });
  },
  component: lazyRouteComponent(() => import("../login/LoginPage"), "LoginPage"),
});

/** Whether somebody is signed in. Pages ask it once: what they ask afterwards tells when it is so no more, and clears what is known. */
const someoneIsIn = {
  queryKey: ["someone is signed in"],
  queryFn: async () => (await server.GET("/api/auth/me")).response.status !== 401,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
};

/** Everything that only who is signed in sees. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
  beforeLoad: async ({ location }) => {
    if (await queryClient.fetchQuery(someoneIsIn)) return;
    queryClient.removeQueries({ queryKey: someoneIsIn.queryKey });
    throw redirect({ to: "/login", search: { next: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  validateSearch: homeSearch,
  // Begun early and not waited for: the page has a shape of its own to show meanwhile.
  loader: () => void queryClient.prefetchQuery(api.queryOptions("get", "/api/pipelines")),
  component: lazyRouteComponent(() => import("../home/HomePage"), "HomePage"),
});

const drop = createRoute({
  getParentRoute: () => inside,
  path: "/drop",
  validateSearch: dropSearch,
  component: lazyRouteComponent(() => import("../drop/DropPage"), "DropPage"),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: lazyRouteComponent(() => import("../settings/SettingsPage"), "SettingsPage"),
});

const pipeline = createRoute({
  getParentRoute: () => inside,
  path: "/p/$slug",
  component: lazyRouteComponent(() => import("./PipelineFrame"), "PipelineFrame"),
});

const pipelineIndex = createRoute({
  getParentRoute: () => pipeline,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$slug/graph", params, replace: true });
  },
});

const graph = createRoute({
  getParentRoute: () => pipeline,
  path: "/graph",
  component: lazyRouteComponent(() => import("../pipeline/PipelinePage"), "PipelinePage"),
});

const jobs = createRoute({
  getParentRoute: () => pipeline,
  path: "/jobs",
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import("../jobs/JobsPage"), "JobsPage"),
});

const job = createRoute({
  getParentRoute: () => pipeline,
  path: "/jobs/$job",
  validateSearch: jobSearch,
  component: lazyRouteComponent(() => import("../jobs/JobPage"), "JobPage"),
});

const tables = createRoute({
  getParentRoute: () => pipeline,
  path: "/data",
  component: lazyRouteComponent(() => import("../data/tables/TablesPage"), "TablesPage"),
});

const table = createRoute({
  getParentRoute: () => pipeline,
  path: "/data/tables/$table",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("../data/tables/TablePage"), "TablePage"),
});

const sources = createRoute({
  getParentRoute: () => pipeline,
  path: "/data/sources",
  validateSearch: sourcesSearch,
  component: lazyRouteComponent(() => import("../data/sources/SourcesPage"), "SourcesPage"),
});

const sql = createRoute({
  getParentRoute: () => pipeline,
  path: "/data/sql",
  validateSearch: sqlSearch,
  component: lazyRouteComponent(() => import("../data/sql/SqlPage"), "SqlPage"),
});

const history = createRoute({
  getParentRoute: () => pipeline,
  path: "/data/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import("../data/history/HistoryPage"), "HistoryPage"),
});

const dashboards = createRoute({
  getParentRoute: () => pipeline,
  path: "/dashboards",
  component: lazyRouteComponent(() => import("../dashboards/DashboardsPage"), "DashboardsPage"),
});

const dashboard = createRoute({
  getParentRoute: () => pipeline,
  path: "/dashboards/$name",
  validateSearch: dashboardSearch,
  component: lazyRouteComponent(() => import("../dashboards/DashboardPage"), "DashboardPage"),
});

const tree = root.addChildren([
  login,
  inside.addChildren([
    home,
    drop,
    settings,
    pipeline.addChildren([
      pipelineIndex,
      graph,
      jobs,
      job,
      tables,
      table,
      sources,
      sql,
      history,
      dashboards,
      dashboard,
    ]),
  ]),
]);

/** Every address of the application. Pages are loaded when they are first wanted, and a little before, on hover. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: Lost,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
