import { Page } from "../../parts/Page";

/** The versions of the configuration. */
export function HistoryPage() {
  return <Page title="History">{null}</Page>;
}
