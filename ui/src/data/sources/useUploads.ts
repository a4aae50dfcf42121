import { useCallback, useEffect, useRef, useState } from "react";
import { failureOf } from "../../api/failure";
import { isStopped, send } from "../../api/sending";
import { server } from "../../api/server";
import { fileAddress, nameFault, pathOf } from "./paths";
import { type Upload, changed, chosen, startable } from "./uploads";
import { useForgetSources } from "./useFiles";

/** Uploads to the sources of a pipeline: a few at once, each with its progress, to be stopped, tried again, or to replace what is there. */
export function useUploads(slug: string) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const controls = useRef(new Map<number, AbortController>());
  const next = useRef(1);
  const forget = useForgetSources();
  const change = useCallback((id: number, to: Partial<Upload>) => setUploads((before) => changed(before, id, to)), []);

  const carry = useCallback(
    async (upload: Upload) => {
      const control = new AbortController();
      controls.current.set(upload.id, control);
      change(upload.id, { state: "sending", sent: 0, begun: Date.now() });
      const { container } = upload;
      const place = { folder: upload.folder, name: upload.file.name };
      try {
        const expected = await condition(slug, container, place, upload.replaces);
        control.signal.throwIfAborted();
        await send({
          method: "PUT",
          address: fileAddress(slug, container, place),
          body: upload.file,
          headers: { "Content-Type": "application/octet-stream", ...expected },
          onProgress: (sent) => change(upload.id, { sent }),
          signal: control.signal,
        });
        change(upload.id, { state: "done", sent: upload.file.size });
        forget();
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (isStopped(thrown)) change(upload.id, { state: "stopped" });
        else if (failure.code === "precondition_failed") change(upload.id, { state: "exists" });
        else change(upload.id, { state: "failed", why: failure.message });
      } finally {
        controls.current.delete(upload.id);
      }
    },
    [slug, change, forget],
  );

  useEffect(() => {
    for (const upload of startable(uploads)) if (!controls.current.has(upload.id)) void carry(upload);
  }, [uploads, carry]);

  const add = (files: readonly File[], container: string, folder: string) =>
    setUploads((before) => [
      ...before,
      ...files.map((file) => {
        const upload = chosen(next.current++, file, container, folder);
        const why = nameFault(file.name);
        return why ? { ...upload, state: "failed" as const, why } : upload;
      }),
    ]);
  const stop = (id: number) => {
    controls.current.get(id)?.abort();
    change(id, { state: "stopped" });
  };
  const again = (id: number, replaces: boolean) => change(id, { state: "waiting", why: undefined, replaces });
  const clear = () => setUploads((before) => before.filter(({ state }) => state === "waiting" || state === "sending"));

  return { uploads, add, stop, again, clear };
}

/** What must hold for an upload: nothing is there, or still the very file that the person has agreed to replace. */
async function condition(slug: string, container: string, place: { folder: string; name: string }, replaces: boolean): Promise<Record<string, string>> {
  if (!replaces) return { "If-None-Match": "*" };
  const { data, error } = await server.GET("/api/p/{slug}/sources/{container}/files", {
    params: { path: { slug, container }, query: { prefix: pathOf(place), limit: 1 } },
  });
  if (error) throw error;
  const there = data.files.find((file) => pathOf(file) === pathOf(place));
  return there ? { "If-Match": `"${there.etag}"` } : { "If-None-Match": "*" };
}
