import { Page } from "../../parts/Page";

/** The tables of a pipeline. */
export function TablesPage() {
  return <Page title="Tables">{null}</Page>;
}
