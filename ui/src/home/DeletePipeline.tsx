import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { formatCount } from "../parts/numbers";
import { tellDone } from "../parts/toasts";

/** Says what is lost when a pipeline goes, and has its name typed before it does. */
export function DeletePipeline({ pipeline, onDone }: { pipeline: Schemas["PipelineSummary"]; onDone: () => void }) {
  const { slug } = pipeline;
  const [typed, setTyped] = useState("");
  const client = useQueryClient();
  const remove = api.useMutation("delete", "/api/pipelines/{slug}", {
    onSuccess: () => {
      tellDone(`${slug} is deleted.`);
      void client.invalidateQueries({ queryKey: ["get", "/api/pipelines"] });
      onDone();
    },
  });
  const submit = () => typed === slug && remove.mutate({ params: { path: { slug } } });

  return (
    <Stack>
      <Text>
        This deletes its configuration with every version of it, its {formatCount(pipeline.tables.length, "table")}, its dashboards, its runs, and every
        file that was uploaded to its {formatCount(pipeline.sources, "source")}. It cannot be taken back. To keep a copy, export it first.
      </Text>
      <TextInput
        label={`Type ${slug} to delete it`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && submit()}
        autoComplete="off"
        data-autofocus
      />
      {remove.isError && <ErrorPanel what="It was not deleted" error={remove.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button color="danger" onClick={submit} disabled={typed !== slug} loading={remove.isPending}>
          Delete the pipeline
        </Button>
      </Group>
    </Stack>
  );
}
