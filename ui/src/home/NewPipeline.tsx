import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { freeSlug, slugFault } from "../parts/slug";
import { useFocusBack } from "../parts/focus";
import { SlugField } from "./SlugField";
import { TemplateChoice } from "./TemplateGallery";
import { useTakenSlugs } from "./useTakenSlugs";

/** Makes a pipeline of a template. A template with data runs at once, and one lands on its run. */
export function NewPipeline({ template, onClose }: { template: string; onClose: () => void }) {
  useFocusBack();
  const templates = api.useQuery("get", "/api/templates", {}, { staleTime: Number.POSITIVE_INFINITY });
  const taken = useTakenSlugs();
  const [chosen, setChosen] = useState(template);
  const [typed, setTyped] = useState<string>();
  const name = typed ?? freeSlug(chosen === "blank" ? "pipeline" : chosen, taken);
  const fault = slugFault(name, taken);
  const navigate = useNavigate();
  const client = useQueryClient();
  const create = api.useMutation("post", "/api/pipelines", {
    onSuccess: ({ slug, job }) => {
      void client.invalidateQueries({ queryKey: ["get", "/api/pipelines"] });
      void (job === undefined
        ? navigate({ to: "/p/$slug/graph", params: { slug } })
        : navigate({ to: "/p/$slug/jobs/$job", params: { slug, job } }));
    },
  });
  const submit = () => fault === undefined && !create.isPending && create.mutate({ body: { slug: name, template: chosen } });

  return (
    <Modal opened onClose={onClose} title="New pipeline" size={960}>
      <Stack>
        {templates.isPending && <Loading />}
        {templates.isError && <ErrorPanel what="The templates could not be loaded" error={templates.error} onRetry={() => void templates.refetch()} />}
        {templates.data && <TemplateChoice templates={templates.data.templates} chosen={chosen} onChoose={setChosen} />}
        <SlugField label="Name" value={name} fault={fault} onChange={setTyped} onEnter={submit} />
        {create.isError && <ErrorPanel what="The pipeline was not made" error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={submit} disabled={fault !== undefined} loading={create.isPending}>
            Make the pipeline
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
