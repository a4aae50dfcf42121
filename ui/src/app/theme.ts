import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Paper,
  Table,
  Tooltip,
  createTheme,
  defaultVariantColorsResolver,
} from "@mantine/core";

// Shade 6 is the token of the light theme and shade 3 that of the dark one; Mantine takes the others for hover and faint backgrounds.
const accent: MantineColorsTuple = [
  "#eef2fb", "#dbe4f7", "#b8c8ee", "#8aa6ec", "#6486dd", "#4569c8", "#2e55b4", "#274899", "#203b7d", "#182c5e",
];
const success: MantineColorsTuple = [
  "#e6f4ec", "#cde9d9", "#9bd4b3", "#5fc48a", "#3fa871", "#2a925c", "#1a7f4b", "#146a3d", "#0f5430", "#0a3f23",
];
const warning: MantineColorsTuple = [
  "#fdf2df", "#f9e3bb", "#f0cb85", "#e0a84a", "#c98a22", "#b3720c", "#9a5b00", "#824c00", "#693d00", "#502e00",
];
const danger: MantineColorsTuple = [
  "#fcebe9", "#f8d5d2", "#f3aba5", "#f0827a", "#dd5b52", "#d0463d", "#c0342b", "#a32b23", "#86221c", "#681a15",
];

// The kit's greys of the dark theme, from its text down to what lies deepest.
const dark: MantineColorsTuple = [
  "#e6e8ec", "#c4c9d2", "#979eab", "#79818f", "#3a404b", "#343a44", "#2c313a", "#22262e", "#181b20", "#101318",
];

const control = { vars: () => ({ wrapper: { "--input-height": "var(--karet-input)", "--input-fz": "13px" } }) };

// The kit makes the head of a dialog a <header>, which would be a second banner of the page.
const DIALOG_HEAD = { header: { role: "presentation" } };

const CLOSE = { "aria-label": "Close", size: "var(--karet-button)" };

/** The design language in the kit's terms. */
export const theme = createTheme({
  colors: { accent, success, warning, danger, dark },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === "filled" ? { ...colors, color: "var(--karet-on-accent)" } : colors;
  },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "18px", md: "20px", lg: "22px", xl: "28px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "8px", xl: "8px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "28px" },
      h2: { fontSize: "15px", lineHeight: "22px" },
      h3: { fontSize: "13px", lineHeight: "20px" },
    },
  },
  components: {
    // Links stand in sentences, where colour alone does not show them.
    Anchor: { defaultProps: { underline: "always" } },
    Button: Button.extend({
      vars: () => ({ root: { "--button-height": "var(--karet-button)", "--button-fz": "13px", "--button-padding-x": "12px" } }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: "subtle", color: "gray" },
      vars: () => ({ root: { "--ai-size": "var(--karet-button)" } }),
    }),
    Input: control,
    InputWrapper: {
      styles: {
        label: { fontSize: "12px", lineHeight: "18px", fontWeight: 500, marginBottom: "4px" },
        description: { fontSize: "12px", lineHeight: "18px" },
        error: { fontSize: "12px", lineHeight: "18px" },
      },
    },
    Modal: Modal.extend({
      defaultProps: { closeButtonProps: CLOSE, centered: true, radius: "md", attributes: DIALOG_HEAD },
      styles: { title: { fontWeight: 600, fontSize: "15px", lineHeight: "22px" } },
    }),
    Drawer: { defaultProps: { closeButtonProps: CLOSE, attributes: DIALOG_HEAD }, styles: { title: { fontWeight: 600, fontSize: "15px", lineHeight: "22px" } } },
    Notification: {
      defaultProps: { closeButtonProps: CLOSE, withBorder: true },
      styles: {
        root: { background: "var(--karet-surface)", borderColor: "var(--karet-border)" },
        title: { color: "var(--karet-text)", fontWeight: 600, fontSize: "13px", lineHeight: "20px" },
        description: { color: "var(--karet-text)", fontSize: "13px", lineHeight: "20px" },
      },
    },
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: "md", p: "lg", shadow: "none" } }),
    // The kit's placeholder for the first focus has no place in a menu, by the rules of its role; the first entry takes the focus instead.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false }, styles: { item: { minHeight: "var(--karet-entry)" } } },
    PasswordInput: { vars: () => ({ root: { "--psi-button-size": "calc(var(--karet-input) - 2px)" } }) },
    Table: Table.extend({
      defaultProps: { verticalSpacing: 6, horizontalSpacing: 12, fz: 12 },
      styles: { th: { fontSize: "11px", lineHeight: "16px", fontWeight: 500, color: "var(--karet-muted)" }, td: { lineHeight: "18px" } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: false } } }),
  },
});

const shared = {
  "--mantine-color-body": "var(--karet-surface)",
  "--mantine-color-text": "var(--karet-text)",
  "--mantine-color-dimmed": "var(--karet-muted)",
  "--mantine-color-placeholder": "var(--karet-muted)",
  "--mantine-color-default": "var(--karet-surface)",
  "--mantine-color-default-hover": "var(--karet-raised)",
  "--mantine-color-default-color": "var(--karet-text)",
  "--mantine-color-default-border": "var(--karet-border)",
  "--mantine-color-error": "var(--karet-danger)",
  "--mantine-color-anchor": "var(--karet-accent)",
};

/** Has the kit's own colours follow the tokens. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
