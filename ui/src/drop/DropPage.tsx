import { Page } from "../parts/Page";

/** Makes a pipeline of dropped files. */
export function DropPage() {
  return <Page title="Drop a CSV">{null}</Page>;
}
