import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { type Preferences, usePreferences } from "../api/preferences";

const SCHEMES: Record<Preferences["theme"], MantineColorScheme> = { system: "auto", light: "light", dark: "dark" };

function themeOf(scheme: MantineColorScheme): Preferences["theme"] {
  return scheme === "auto" ? "system" : scheme;
}

/** The look that was chosen, and what chooses another: here at once, and in the bucket for every other browser. */
export function useColorScheme(): [MantineColorScheme, (scheme: MantineColorScheme) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [, change] = usePreferences();
  const choose = (scheme: MantineColorScheme) => {
    setColorScheme(scheme);
    change((before) => ({ ...before, theme: themeOf(scheme) })).catch(() => {
      // This browser has it; that others do not is not worth a word.
    });
  };
  return [colorScheme, choose];
}

/** Has this browser follow what was chosen in another. The browser's own memory is for the first picture only. */
export function useKeptColorScheme(): void {
  const { setColorScheme } = useMantineColorScheme();
  const [preferences] = usePreferences();
  const theme = preferences?.theme;
  useEffect(() => {
    if (theme !== undefined) setColorScheme(SCHEMES[theme]);
  }, [theme, setColorScheme]);
}
