import { Page } from "../parts/Page";
import { AppearanceSection } from "./AppearanceSection";
import { PasswordSection } from "./PasswordSection";
import { ServiceSection } from "./ServiceSection";
import { StorageSection } from "./StorageSection";
import { TokensSection } from "./TokensSection";

/** Appearance, password, tokens, and what the service is and takes. */
export function SettingsPage() {
  return (
    <Page title="Settings">
      <AppearanceSection />
      <PasswordSection />
      <TokensSection />
      <StorageSection />
      <ServiceSection />
    </Page>
  );
}
