import { Page } from "../parts/Page";

/** Every pipeline. */
export function HomePage() {
  return <Page title="Pipelines">{null}</Page>;
}
