import { Page } from "../parts/Page";

/** The dashboards of a pipeline. */
export function DashboardsPage() {
  return <Page title="Dashboards">{null}</Page>;
}
