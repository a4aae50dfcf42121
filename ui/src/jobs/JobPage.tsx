import { Page } from "../parts/Page";

/** One run. */
export function JobPage() {
  return <Page title="Run">{null}</Page>;
}
