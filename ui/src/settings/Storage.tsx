import { Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { formatBytes } from "../parts/numbers";
import classes from "./Settings.module.css";

type Amounts = Schemas["PipelineStorage"];

function total({ raw, clean, other }: Amounts): number {
  return raw.bytes + clean.bytes + other.bytes;
}

/** The pipelines by what they take, the largest first, each as a bar and in numbers. */
export function Storage({ storage }: { storage: Schemas["Facts"]["storage"] }) {
  const pipelines = [...storage.pipelines].sort((a, b) => total(b) - total(a));
  const largest = Math.max(1, ...pipelines.map(total));
  const share = (bytes: number) => ({ width: `${(100 * bytes) / largest}%` });
  if (pipelines.length === 0) return <Text c="dimmed">{storage.complete ? "Nothing is stored yet." : "It is being counted."}</Text>;
  return (
    <>
      <div className={classes.frame}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Pipeline</Table.Th>
              <Table.Th aria-label="As a bar" />
              <Table.Th className={classes.right}>Uploaded</Table.Th>
              <Table.Th className={classes.right}>Tables</Table.Th>
              <Table.Th className={classes.right}>Other</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pipelines.map((pipeline) => (
              <Table.Tr key={pipeline.slug}>
                <Table.Td>
                  <Link to="/p/$slug/graph" params={{ slug: pipeline.slug }}>
                    {pipeline.slug}
                  </Link>
                </Table.Td>
                <Table.Td>
                  <div className={classes.bar} aria-hidden>
                    <div className={classes.raw} style={share(pipeline.raw.bytes)} />
                    <div className={classes.clean} style={share(pipeline.clean.bytes)} />
                    <div className={classes.other} style={share(pipeline.other.bytes)} />
                  </div>
                </Table.Td>
                {[pipeline.raw, pipeline.clean, pipeline.other].map((amount, i) => (
                  <Table.Td key={i} className={`${classes.right} tabular`}>
                    {formatBytes(amount.bytes)}
                    {!pipeline.counted && "+"}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {!storage.complete && (
        <Text size="sm" c="dimmed">
          {storage.countedAt ? "There are more objects than were counted; a + says where." : "The count goes on; these are the numbers so far."}
        </Text>
      )}
    </>
  );
}
