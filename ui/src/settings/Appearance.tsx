import { type MantineColorScheme, SegmentedControl } from "@mantine/core";
import { useColorScheme } from "../app/colorScheme";
import { SCHEMES } from "../app/SchemeMenu";
import { Section } from "./Section";

/** Chooses light, dark, or what the system says. */
export function Appearance() {
  const [scheme, choose] = useColorScheme();
  return (
    <Section title="Appearance" about="Kept in the bucket, so that every browser of yours shows the same.">
      <div>
        <SegmentedControl
          aria-label="Appearance"
          data={SCHEMES.map(({ value, label }) => ({ value, label }))}
          value={scheme}
          onChange={(value) => choose(value as MantineColorScheme)}
        />
      </div>
    </Section>
  );
}
