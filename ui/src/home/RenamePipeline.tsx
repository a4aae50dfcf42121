import { Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { slugFault } from "../parts/slug";
import { tellDone } from "../parts/toasts";
import { SlugField } from "./SlugField";
import { useTakenSlugs } from "./useTakenSlugs";

/** Asks for a pipeline's new name and gives it. */
export function RenamePipeline({ slug, onDone }: { slug: string; onDone: () => void }) {
  const [name, setName] = useState(slug);
  const client = useQueryClient();
  const taken = useTakenSlugs();
  const fault = name === slug ? undefined : slugFault(name, taken);
  const rename = api.useMutation("patch", "/api/pipelines/{slug}", {
    onSuccess: (answer) => {
      tellDone(`${slug} is called ${answer.slug} now.`);
      void client.invalidateQueries({ queryKey: ["get", "/api/pipelines"] });
      onDone();
    },
  });
  const able = name !== slug && fault === undefined && !rename.isPending;
  const submit = () => able && rename.mutate({ params: { path: { slug } }, body: { newSlug: name } });

  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Its runs, dashboards, tables and history come along. Everything is copied inside the store, which takes a while when there is much; no run
        may be at work. Addresses with the old name lead nowhere afterwards.
      </Text>
      <SlugField label="New name" value={name} fault={fault} onChange={setName} onEnter={submit} />
      {rename.isError && <ErrorPanel what="It was not renamed" error={rename.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button onClick={submit} disabled={!able} loading={rename.isPending}>
          Rename
        </Button>
      </Group>
    </Stack>
  );
}
