import { Button, FileInput, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Schemas } from "../api/client";
import { failureOf } from "../api/failure";
import { isStopped, send } from "../api/sending";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Faults, faultsOf } from "../parts/Faults";
import { formatBytes } from "../parts/numbers";
import { canonicalSlug, freeSlug, slugFault } from "../parts/slug";
import { useFocusBack } from "../parts/focus";
import { SlugField } from "./SlugField";
import { useTakenSlugs } from "./useTakenSlugs";

interface ImportPipelineProps {
  /** The archive, when one was dropped. */
  archive: File | undefined;
  onClose: () => void;
}

/** Makes a pipeline of an archive; says everything that is wrong with one that cannot be taken. */
export function ImportPipeline({ archive, onClose }: ImportPipelineProps) {
  useFocusBack();
  const [file, setFile] = useState<File | null>(archive ?? null);
  const [typed, setTyped] = useState<string>();
  const [sent, setSent] = useState<number>();
  const [failure, setFailure] = useState<unknown>();
  const stopping = useRef<AbortController>(null);
  const taken = useTakenSlugs();
  const name = typed ?? (file ? freeSlug(file.name.replace(/\.zip$/i, ""), taken) : "");
  const fault = slugFault(name, taken);
  const navigate = useNavigate();
  const client = useQueryClient();
  const busy = sent !== undefined;

  const submit = async () => {
    if (!file || fault !== undefined || busy) return;
    const controller = new AbortController();
    stopping.current = controller;
    setSent(0);
    setFailure(undefined);
    try {
      const { slug, job } = await send<{ slug: Schemas["Slug"]; job?: Schemas["JobId"] }>({
        method: "POST",
        address: `/api/pipelines/import?slug=${encodeURIComponent(canonicalSlug(name))}`,
        body: file,
        headers: { "Content-Type": "application/zip" },
        onProgress: setSent,
        signal: controller.signal,
      });
      void client.invalidateQueries({ queryKey: ["get", "/api/pipelines"] });
      onClose();
      void (job === undefined
        ? navigate({ to: "/p/$slug/graph", params: { slug } })
        : navigate({ to: "/p/$slug/jobs/$job", params: { slug, job } }));
    } catch (thrown) {
      if (!isStopped(thrown)) setFailure(thrown);
      setSent(undefined);
    }
  };

  const faults = failure === undefined ? [] : faultsOf(failureOf(failure).details);
  return (
    <Modal opened onClose={onClose} title="Import a pipeline" closeOnClickOutside={!busy} closeOnEscape={!busy} withCloseButton={!busy}>
      <Stack>
        <Text size="sm" c="dimmed">
          An archive that an export gave, or the folder of a pipeline packed by hand. Everything in it is looked at before anything is written.
        </Text>
        <FileInput label="Archive" placeholder="Choose a .zip" accept=".zip,application/zip" value={file} onChange={setFile} disabled={busy} />
        {file && <SlugField label="Name" value={name} fault={fault} onChange={setTyped} onEnter={() => void submit()} />}
        {busy && file && (
          <Stack gap={4} role="status">
            <Progress value={(100 * sent) / Math.max(1, file.size)} aria-label="Sent of the archive" animated={sent >= file.size} />
            <Text size="sm" c="dimmed" className="tabular">
              {sent < file.size ? `${formatBytes(sent)} of ${formatBytes(file.size)} sent` : "It is there; now it is looked at and unpacked."}
            </Text>
          </Stack>
        )}
        {failure !== undefined && <ErrorPanel what="The archive was not imported, and nothing was written" error={failure} />}
        {faults.length > 0 && <Faults faults={faults} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => (busy ? stopping.current?.abort() : onClose())}>
            {busy ? "Stop the import" : "Cancel"}
          </Button>
          <Button onClick={() => void submit()} disabled={!file || fault !== undefined} loading={busy}>
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
