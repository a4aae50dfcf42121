import type { DetectedColumn, Detection } from "./drops";

/** A column for tests, a text that fits unless `change` says otherwise. */
export function columnFor(index: number, change: Partial<DetectedColumn> = {}): DetectedColumn {
  return {
    index,
    header: `Column ${index}`,
    name: `column_${index}`,
    type: "string",
    role: "text",
    confidence: 1,
    message: "The values are texts.",
    values: 3,
    nulls: 0,
    distinct: 3,
    samples: [],
    misfits: { count: 0, examples: [] },
    dateFormats: [],
    expression: "",
    skip: false,
    ...change,
  };
}

/** A detection for tests. */
export function detectionFor(columns: DetectedColumn[], change: Partial<Detection> = {}): Detection {
  return {
    format: { delimiter: ";", quote: '"', escape: "", header: true, skip_rows: 0, null_values: [""], decimal: ",", thousands: "." },
    encoding: "UTF-8",
    evidence: [{ field: "delimiter", confidence: 0.98, message: "Every line has two semicolons." }],
    notes: [],
    complete: true,
    rows: { read: 3, fitting: 3, rejected: 0, malformed: 0 },
    columns,
    rejects: [],
    preview: [{ line: 2, cells: columns.map(() => ({ raw: "a", value: "a" })) }],
    signature: "one",
    ...change,
  };
}
