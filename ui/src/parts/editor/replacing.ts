import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * Types over what is selected without the browser's help. Browsers keep the looks of the text that goes, by a style attribute that the
 * page's policy forbids and that is reported as a breach each time.
 */
export function replacing(): Extension {
  return EditorView.domEventHandlers({
    beforeinput: (event, view) => {
      const { from, to, empty } = view.state.selection.main;
      if (event.inputType !== "insertText" || event.data === null || event.isComposing || empty || view.state.readOnly) return false;
      const text = event.data;
      const insert = () => view.state.update({ ...view.state.replaceSelection(text), userEvent: "input.type", scrollIntoView: true });
      event.preventDefault();
      if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
      return true;
    },
  });
}
