import { Page } from "../parts/Page";

/** Sign in. */
export function LoginPage() {
  return <Page title="Sign in">{null}</Page>;
}
