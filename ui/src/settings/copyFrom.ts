/**
 * Copies a field's text to the clipboard and says whether that worked. Browsers give pages that came over plain http, as in many a home, no
 * clipboard of their own; there the older way is taken.
 */
export async function copyFrom(field: HTMLInputElement): Promise<boolean> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  try {
    if (clipboard) {
      await clipboard.writeText(field.value);
      return true;
    }
  } catch {
    // Not permitted: the older way may be.
  }
  field.focus();
  field.select();
  return document.execCommand("copy");
}
