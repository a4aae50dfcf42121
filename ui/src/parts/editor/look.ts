import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { color: "var(--karet-text)", backgroundColor: "var(--karet-surface)", height: "100%", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace", lineHeight: "20px", overflow: "auto" },
  ".cm-content": { caretColor: "var(--karet-text)", padding: "8px 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--karet-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--karet-selection)",
  },
  ".cm-gutters": { backgroundColor: "var(--karet-surface)", color: "var(--karet-muted)", border: "none" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--karet-text)" },
  ".cm-placeholder": { color: "var(--karet-muted)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--karet-selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--karet-accent-faint)" },
  ".cm-tooltip": {
    backgroundColor: "var(--karet-surface)",
    border: "1px solid var(--karet-border)",
    borderRadius: "6px",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace", fontSize: "12px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--karet-accent-faint)",
    color: "var(--karet-text)",
  },
  ".cm-completionDetail": { color: "var(--karet-muted)", fontStyle: "normal", marginLeft: "12px" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-diagnostic": { padding: "6px 10px", maxWidth: "60ch", fontFamily: "'Inter Variable', system-ui, sans-serif" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--karet-danger)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--karet-danger)", textUnderlineOffset: "3px" },
  ".cm-panels": { backgroundColor: "var(--karet-raised)", color: "var(--karet-text)", borderColor: "var(--karet-border)" },
  ".cm-searchMatch": { backgroundColor: "var(--karet-warning-faint)" },
  ".cm-textfield": { backgroundColor: "var(--karet-surface)", border: "1px solid var(--karet-border-strong)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--karet-surface)", border: "1px solid var(--karet-border-strong)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--karet-raised)", border: "none", color: "var(--karet-muted)", padding: "0 4px" },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--karet-accent)", fontWeight: "500" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--karet-success)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--karet-warning)" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--karet-code)" },
  { tag: tags.propertyName, color: "var(--karet-accent)" },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: "var(--karet-muted)", fontStyle: "italic" },
]);

/** The look of every editor: the tokens, which follow the theme by themselves. */
export function editorLook(): Extension {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
  return [theme, syntaxHighlighting(highlighting), nonce ? EditorView.cspNonce.of(nonce) : []];
}
