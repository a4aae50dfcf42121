let waiting: File[] = [];

/** Keeps files that were dropped on one page for the page that looks at them. */
export function handOver(files: readonly File[]): void {
  waiting = [...files];
}

/** The files that were handed over, once. */
export function takeHandedOver(): File[] {
  const files = waiting;
  waiting = [];
  return files;
}
