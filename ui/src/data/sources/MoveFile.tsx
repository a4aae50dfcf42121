import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api } from "../../api/server";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { tellDone } from "../../parts/toasts";
import type { Source } from "./SourceList";
import { cleanFolder, nameFault } from "./paths";
import { type SourceFile, useForgetSources } from "./useFiles";

interface MoveFileProps {
  slug: string;
  container: string;
  sources: readonly Source[];
  /** Nothing, and it is closed. */
  file: SourceFile | undefined;
  onClose: () => void;
}

/** Gives a file another name, folder or source. */
export function MoveFile({ file, onClose, ...rest }: MoveFileProps) {
  return (
    <Modal opened={file !== undefined} onClose={onClose} title="Move or rename">
      {file && <MoveForm file={file} onClose={onClose} {...rest} />}
    </Modal>
  );
}

function MoveForm({ slug, container, sources, file, onClose }: MoveFileProps & { file: SourceFile }) {
  const [target, setTarget] = useState(container);
  const [folder, setFolder] = useState(file.folder);
  const [name, setName] = useState(file.name);
  const forget = useForgetSources();
  const fault = nameFault(name);
  const isSame = target === container && cleanFolder(folder) === file.folder && name === file.name;
  const move = api.useMutation("post", "/api/p/{slug}/sources/{container}/files/{name}/move", {
    onSuccess: () => {
      tellDone("The file is moved.");
      onClose();
    },
    onSettled: forget,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault || isSame) return;
    move.mutate({
      params: { path: { slug, container, name: file.name }, query: { folder: file.folder } },
      body: { container: target, folder: cleanFolder(folder), name },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label="Name" value={name} error={fault} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <TextInput
          label="Folder"
          description="Below the source's own; empty for none"
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        {sources.length > 1 && (
          <NativeSelect
            label="Source"
            data={sources.map((source) => ({ value: source.id, label: source.name }))}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
        )}
        {move.isError && <ErrorPanel what="The file was not moved" error={move.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={move.isPending} disabled={isSame || fault !== undefined}>
            Move file
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
