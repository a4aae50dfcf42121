import { autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, toggleComment } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { editorLook } from "../../parts/editor/look";
import { replacing } from "../../parts/editor/replacing";
import type { CatalogTable } from "./catalog";
import { completing } from "./completing";
import { duckdb } from "./dialect";
import classes from "./Editor.module.css";
import type { EditorHandle } from "./editing";
import type { Fault } from "./fault";

interface EditorProps {
  ref: Ref<EditorHandle>;
  initial: string;
  tables: CatalogTable[];
  fault: Fault | undefined;
  onWrite: (text: string) => void;
  onRun: () => void;
  onSave: () => void;
}

/** Where statements are written: colours, completion from the catalog, Ctrl-Enter, and a mark where one is wrong. */
export function Editor({ ref, initial, tables, fault, onWrite, onRun, onSave }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  // The editor outlives renders; it calls what the newest of them gave.
  const latest = useRef({ initial, tables, onWrite, onRun, onSave });
  useEffect(() => {
    latest.current = { initial, tables, onWrite, onRun, onSave };
  });

  useEffect(() => {
    if (!place.current) return;
    const runs = (editor: EditorView) => {
      closeCompletion(editor);
      latest.current.onRun();
      return true;
    };
    const saves = () => {
      latest.current.onSave();
      return true;
    };
    const editor = new EditorView({
      parent: place.current,
      doc: latest.current.initial,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run: runs },
            { key: "Mod-s", preventDefault: true, run: saves },
          ]),
        ),
        lineNumbers(),
        history(),
        drawSelection(),
        replacing(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        search({ top: true }),
        duckdb.extension,
        completing(() => latest.current.tables),
        autocompletion({ icons: false, maxRenderedOptions: 60 }),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
          { key: "Mod-/", run: toggleComment },
        ]),
        placeholder("SELECT …"),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Statement", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onWrite(update.state.doc.toString());
        }),
        editorLook(),
      ],
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const length = editor.state.doc.length;
    const marks = fault && fault.from <= length ? [{ ...fault, to: Math.min(fault.to, length), severity: "error" as const }] : [];
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [fault]);

  useImperativeHandle(ref, () => ({
    insert: (text) => {
      const editor = view.current;
      if (!editor) return;
      editor.dispatch(editor.state.replaceSelection(text), { scrollIntoView: true });
      editor.focus();
    },
    replace: (text) => {
      const editor = view.current;
      if (!editor) return;
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, selection: { anchor: text.length } });
      editor.focus();
    },
    select: (from, to) => {
      view.current?.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.current?.focus();
    },
    selection: () => view.current?.state.selection.main ?? { from: 0, to: 0 },
  }));

  return <div ref={place} className={classes.editor} />;
}
