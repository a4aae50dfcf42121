const BYTES = 64_000;
const LINES = 100;
const LONGEST = 2_000;

/** The first lines of a file in an encoding, cut where they are very long. A compressed file is opened; only its beginning is read. */
export async function firstLines(file: File, encoding: string): Promise<string[]> {
  const bytes = file.name.toLowerCase().endsWith(".gz") ? await beginningOf(file) : new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  return linesIn(new TextDecoder(encoding).decode(bytes), bytes.length < BYTES);
}

/** The lines of a text; the last is left out when the text may go on. */
export function linesIn(text: string, whole: boolean): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "" || (!whole && lines.length > 1)) lines.pop();
  return lines.slice(0, LINES).map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line));
}

async function beginningOf(file: File): Promise<Uint8Array> {
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
