import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { Download, EllipsisVertical, PenLine, Play, Trash2 } from "lucide-react";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { tellDone, tellFailed } from "../parts/toasts";
import { DeletePipeline } from "./DeletePipeline";
import classes from "./PipelineCard.module.css";
import { RenamePipeline } from "./RenamePipeline";

/** What one can do to a pipeline as a whole. */
export function CardMenu({ pipeline }: { pipeline: Schemas["PipelineSummary"] }) {
  const { slug } = pipeline;
  const client = useQueryClient();
  const run = api.useMutation("post", "/api/p/{slug}/jobs", {
    onSuccess: () => {
      tellDone(`A run of ${slug} was started.`);
      void client.invalidateQueries({ queryKey: ["get", "/api/pipelines"] });
    },
    onError: (error) => tellFailed(`${slug} was not started`, error),
  });

  const rename = () =>
    modals.open({ modalId: "rename", title: `Rename ${slug}`, children: <RenamePipeline slug={slug} onDone={() => modals.close("rename")} /> });
  const remove = () =>
    modals.open({ modalId: "delete", title: `Delete ${slug}`, children: <DeletePipeline pipeline={pipeline} onDone={() => modals.close("delete")} /> });

  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={`More about ${slug}`}>
          <EllipsisVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Play size={14} />} onClick={() => run.mutate({ params: { path: { slug } } })}>
          Run now
        </Menu.Item>
        <Menu.Item leftSection={<PenLine size={14} />} onClick={rename}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<Download size={14} />} component="a" href={`/api/p/${slug}/export`} download={`${slug}.zip`}>
          Export as .zip
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item className={classes.delete} leftSection={<Trash2 size={14} />} onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
