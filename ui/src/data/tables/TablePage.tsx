import { Page } from "../../parts/Page";

/** One table. */
export function TablePage() {
  return <Page title="Table">{null}</Page>;
}
