import { Page } from "../../parts/Page";

/** The workbench. */
export function SqlPage() {
  return <Page title="SQL">{null}</Page>;
}
