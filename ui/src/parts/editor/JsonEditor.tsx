import { json } from "@codemirror/lang-json";
import { foldGutter, foldKeymap } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { search, searchKeymap } from "@codemirror/search";
import { useEffect, useRef } from "react";
import classes from "./JsonView.module.css";
import { editorLook } from "./look";

/** JSON to read: numbered, coloured, foldable, searchable by Ctrl-F. Load it lazily, by way of `JsonView`. */
export function JsonEditor({ text, label }: { text: string; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const view = new EditorView({
      parent: place.current,
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        search({ top: true }),
        keymap.of([...foldKeymap, ...searchKeymap]),
        json(),
        editorLook(),
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
      ],
    });
    return () => view.destroy();
  }, [text, label]);
  return <div ref={place} className={classes.editor} />;
}
