import { Page } from "../../parts/Page";

/** The sources of a pipeline. */
export function SourcesPage() {
  return <Page title="Sources">{null}</Page>;
}
