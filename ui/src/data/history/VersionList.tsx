import { Button, Checkbox, Table } from "@mantine/core";
import type { Schemas } from "../../api/client";
import { Ago } from "../../parts/Ago";
import { formatBytes } from "../../parts/numbers";
import classes from "./History.module.css";

interface VersionListProps {
  versions: Schemas["ConfigVersion"][];
  chosen: number[];
  onToggle: (version: number) => void;
  /** Fetches older ones; absent when there are none. */
  onMore: (() => void) | undefined;
  loading: boolean;
}

/** The versions, newest first, with a box to choose those that are compared. */
export function VersionList({ versions, chosen, onToggle, onMore, loading }: VersionListProps) {
  return (
    <div className={classes.versions}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Version</Table.Th>
            <Table.Th scope="col">Saved</Table.Th>
            <Table.Th scope="col">Note</Table.Th>
            <Table.Th scope="col" className={`${classes.number} ${classes.size}`}>
              Size
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map(({ version, at, note, size }, place) => (
            <Table.Tr
              key={version}
              className={chosen.includes(version) ? `${classes.version} ${classes.chosen}` : classes.version}
              onClick={(event) => !(event.target as HTMLElement).closest("label, input") && onToggle(version)}
            >
              <Table.Td>
                <Checkbox
                  label={String(version)}
                  aria-label={`Compare version ${version}`}
                  checked={chosen.includes(version)}
                  onChange={() => onToggle(version)}
                />
              </Table.Td>
              <Table.Td className={classes.saved}>
                <Ago time={at} />
              </Table.Td>
              <Table.Td className={classes.note}>
                {note ?? <span className={classes.quiet}>{place === 0 ? "The newest" : "No note"}</span>}
              </Table.Td>
              <Table.Td className={`${classes.number} ${classes.size} tabular`}>{formatBytes(size)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {onMore && (
        <div className={classes.more}>
          <Button variant="subtle" loading={loading} onClick={onMore}>
            Show older versions
          </Button>
        </div>
      )}
    </div>
  );
}
