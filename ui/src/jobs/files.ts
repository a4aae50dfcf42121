import type { Schemas } from "../api/client";

type JobFile = Schemas["JobFile"];

/** What became of a file, in words. */
export const FILE_WORDS: Record<JobFile["status"], string> = {
  read: "Read",
  unchanged: "Unchanged since an earlier run",
  not_published: "Read, not published",
  failed: "Failed",
};

/** The files whose name, mapping or error holds `text`, those with trouble first. */
export function filesLike(files: readonly JobFile[], text: string): JobFile[] {
  const wanted = text.trim().toLowerCase();
  const trouble = (file: JobFile) => (file.status === "failed" ? 0 : file.rows_rejected > 0 ? 1 : 2);
  return files
    .filter((file) => `${file.file}\n${file.mapping}\n${file.error ?? ""}`.toLowerCase().includes(wanted))
    .sort((a, b) => trouble(a) - trouble(b));
}
