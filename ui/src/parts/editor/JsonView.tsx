import { Suspense, lazy } from "react";
import { Loading } from "../Loading";

const JsonEditor = lazy(async () => ({ default: (await import("./JsonEditor")).JsonEditor }));

/** A document as JSON to read; the editor behind it is loaded when it is first wanted. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <Suspense fallback={<Loading label="Loading the editor" />}>
      <JsonEditor text={JSON.stringify(value, null, 2)} label={label} />
    </Suspense>
  );
}
