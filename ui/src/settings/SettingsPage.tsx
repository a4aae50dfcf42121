import { Page } from "../parts/Page";

/** Password, tokens, appearance, facts. */
export function SettingsPage() {
  return <Page title="Settings">{null}</Page>;
}
