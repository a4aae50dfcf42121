import { Page } from "../parts/Page";
import { Appearance } from "./Appearance";
import { ApiTokens } from "./ApiTokens";
import { Facts } from "./Facts";
import { PasswordChange } from "./PasswordChange";
import classes from "./Settings.module.css";

/** Password, tokens, appearance, and what this Karet is and stands on. */
export function SettingsPage() {
  return (
    <Page title="Settings">
      <div className={classes.sections}>
        <Appearance />
        <PasswordChange />
        <ApiTokens />
        <Facts />
      </div>
    </Page>
  );
}
