import { Page } from "../parts/Page";

/** One dashboard. */
export function DashboardPage() {
  return <Page title="Dashboard">{null}</Page>;
}
