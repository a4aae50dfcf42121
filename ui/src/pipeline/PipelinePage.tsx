import { Page } from "../parts/Page";

/** A pipeline's graph. */
export function PipelinePage() {
  return <Page title="Graph">{null}</Page>;
}
