import { Page } from "../parts/Page";

/** The runs of a pipeline. */
export function JobsPage() {
  return <Page title="Jobs">{null}</Page>;
}
