import { Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { Ago } from "../parts/Ago";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading, SkeletonRows } from "../parts/Loading";
import { formatBytes, formatCount } from "../parts/numbers";
import { Section } from "./Section";
import { StorageBars } from "./StorageBars";
import { storageLines, totalBytes } from "./storage";
import { useFacts } from "./useFacts";

const SHOWN = 10;

/** How much every pipeline takes in the store. */
export function StorageSection() {
  const { data, isError, ...asked } = useFacts();
  return (
    <Section title="Storage" about="What every pipeline takes in the bucket.">
      {isError && !data && <ErrorPanel what="What is stored could not be counted" error={asked.error} onRetry={() => void asked.refetch()} />}
      {!data && !isError && (
        <Loading label="Counting what is stored">
          <SkeletonRows rows={4} />
        </Loading>
      )}
      {data && data.storage.pipelines.length === 0 && data.storage.complete && (
        <Empty
          action={
            <Button variant="default" component={Link} to="/drop">
              Drop a CSV
            </Button>
          }
        >
          There are no pipelines, so nothing is stored yet.
        </Empty>
      )}
      {data && (data.storage.pipelines.length > 0 || !data.storage.complete) && <Stored facts={data} />}
    </Section>
  );
}

function Stored({ facts }: { facts: Schemas["Facts"] }) {
  const [all, setAll] = useState(false);
  const { pipelines, complete, countedAt } = facts.storage;
  const lines = storageLines(pipelines);
  const hidden = all ? 0 : Math.max(0, lines.length - SHOWN);
  return (
    <Stack>
      <Text aria-live="polite">
        <strong className="tabular">{formatBytes(totalBytes(pipelines))}</strong> in {formatCount(pipelines.length, "pipeline")}
        <Text span c="dimmed">
          {countedAt === undefined ? ". Still counting." : complete ? ", counted " : ", counted in part "}
          {countedAt !== undefined && <Ago time={countedAt} />}
        </Text>
      </Text>
      {countedAt !== undefined && !complete && (
        <Text size="sm" c="dimmed">
          There is more than is counted at once, or the store did not answer in time. Pipelines marked “at least” hold more than is shown.
        </Text>
      )}
      <StorageBars lines={lines.slice(0, lines.length - hidden)} />
      {hidden > 0 && (
        <Group>
          <Button variant="default" onClick={() => setAll(true)}>
            Show {formatCount(hidden, "smaller pipeline")}
          </Button>
        </Group>
      )}
      {facts.disk && (
        <Text size="sm" c="dimmed">
          {formatBytes(facts.disk.freeBytes)} of {formatBytes(facts.disk.totalBytes)} are free on the disk of {facts.disk.path}.
        </Text>
      )}
    </Stack>
  );
}
