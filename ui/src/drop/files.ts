/** Files that were dropped, by what can be done with them. */
export interface SortedFiles {
  data: File[];
  archives: File[];
  /** What nothing can be done with, each with the reason. */
  refused: { file: File; why: string }[];
}

const DATA = /\.(csv|tsv|txt|csv\.gz)$/i;
const ARCHIVE = /\.zip$/i;
const SHEET = /\.(xlsx?|xlsm|ods|numbers)$/i;

/** What a file picker offers. */
export const ACCEPTED = ".csv,.tsv,.txt,.gz";

/** Sorts files by what can be done with each. */
export function sortFiles(files: readonly File[]): SortedFiles {
  const sorted: SortedFiles = { data: [], archives: [], refused: [] };
  for (const file of files) {
    if (DATA.test(file.name)) sorted.data.push(file);
    else if (ARCHIVE.test(file.name)) sorted.archives.push(file);
    else if (SHEET.test(file.name))
      sorted.refused.push({ file, why: `${file.name} is a spreadsheet. Save the sheet as CSV, then drop that.` });
    else sorted.refused.push({ file, why: `${file.name} is no CSV file; its name should end in .csv, .tsv, .txt or .csv.gz.` });
  }
  return sorted;
}
