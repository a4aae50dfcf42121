/** Where the news of a run come from. */
export function eventsAddress(slug: string, job: string): string {
  return `/api/p/${slug}/jobs/${job}/events`;
}

/** Where the rows that a run left out can be had as CSV, all of them or those of one file. */
export function rejectsAddress(slug: string, job: string, file: string | undefined): string {
  const query = file === undefined ? "" : `?file=${encodeURIComponent(file)}`;
  return `/api/p/${slug}/jobs/${job}/rejects.csv${query}`;
}
