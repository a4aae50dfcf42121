import { SegmentedControl } from "@mantine/core";
import { SCHEMES } from "../app/SchemeMenu";
import { useColorScheme } from "../app/colorScheme";
import { Section } from "./Section";
import classes from "./settings.module.css";

/** Chooses how the pages look. */
export function AppearanceSection() {
  const [scheme, choose] = useColorScheme();
  return (
    <Section title="Appearance" about="Kept in the bucket, so it is the same in every browser.">
      <SegmentedControl
        aria-label="Appearance"
        value={scheme}
        onChange={choose}
        className={classes.schemes}
        data={SCHEMES.map(({ value, label, icon: Icon }) => ({
          value,
          label: (
            <span className={classes.scheme}>
              <Icon size={14} aria-hidden />
              {label}
            </span>
          ),
        }))}
      />
    </Section>
  );
}
