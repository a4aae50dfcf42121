import { useSyncExternalStore } from "react";

/** The colours of charts, as a canvas takes them. */
export interface ChartColours {
  series: string[];
  text: string;
  muted: string;
  grid: string;
  surface: string;
  font: string;
}

function readColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--karet-${name}`).trim();
  return {
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => token(`chart-${number}`)),
    text: token("text"),
    muted: token("muted"),
    grid: token("grid"),
    surface: token("surface"),
    font: getComputedStyle(document.body).fontFamily,
  };
}

const ATTRIBUTE = "data-mantine-color-scheme";

function watchScheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}

const known = new Map<string, ChartColours>();

/** Read once a theme, so that the same theme gives the same object and no chart is drawn again for nothing. */
function coloursOf(scheme: string): ChartColours {
  const colours = known.get(scheme) ?? readColours();
  known.set(scheme, colours);
  return colours;
}

/** Which theme is on; changes only once its tokens hold, so that what is read from them then is right. */
export function useScheme(): string {
  return useSyncExternalStore(watchScheme, () => document.documentElement.getAttribute(ATTRIBUTE) ?? "light");
}

/** The tokens' colours in the theme that is on. */
export function useChartColours(): ChartColours {
  const scheme = useScheme();
  return coloursOf(scheme);
}
