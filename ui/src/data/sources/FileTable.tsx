import { ActionIcon, Checkbox, Menu } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { CircleCheck, CircleSlash, Download, EllipsisVertical, PencilLine, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { formatBytes } from "../../parts/numbers";
import { formatShortTime } from "../../parts/times";
import classes from "./Files.module.css";
import { fileAddress, pathOf, whyLeftOut } from "./paths";
import type { SourceFile } from "./useFiles";

interface FileTableProps {
  slug: string;
  container: string;
  files: readonly SourceFile[];
  /** The paths of those that are ticked. */
  ticked: ReadonlySet<string>;
  onTick: (ticked: Set<string>) => void;
  onMove: (file: SourceFile) => void;
  onDelete: (file: SourceFile) => void;
  onNearEnd: () => void;
}

const NEAR = 50;

/** The files of a source; only those in sight are in the document. */
export function FileTable({ slug, container, files, ticked, onTick, onMove, onDelete, onNearEnd }: FileTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: files.length, getScrollElement: () => frame.current, estimateSize: () => 45, overscan: 10 });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last > files.length - NEAR) onNearEnd();
  }, [last, files.length, onNearEnd]);

  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const all = files.length > 0 && files.every((file) => ticked.has(pathOf(file)));
  const tick = (path: string, isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(path);
    else next.delete(path);
    onTick(next);
  };

  return (
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label="Files">
      <table className={classes.files} aria-rowcount={files.length + 1}>
        <thead>
          <tr>
            <th className={classes.tickColumn}>
              <Checkbox
                aria-label="Tick all files that are shown"
                checked={all}
                indeterminate={!all && ticked.size > 0}
                onChange={(event) => onTick(event.currentTarget.checked ? new Set(files.map(pathOf)) : new Set())}
              />
            </th>
            <th>Name</th>
            <th className={classes.number}>Size</th>
            <th>Changed</th>
            <th>In runs</th>
            <th className={classes.menuColumn}>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden>
              <td colSpan={6} className={classes.gap} style={{ height: before }} />
            </tr>
          )}
          {items.map(({ index }) => {
            const file = files[index];
            if (!file) return null;
            const path = pathOf(file);
            return (
              <tr key={path} aria-rowindex={index + 2}>
                <td className={classes.tickColumn}>
                  <Checkbox aria-label={`Tick ${path}`} checked={ticked.has(path)} onChange={(event) => tick(path, event.currentTarget.checked)} />
                </td>
                <td className={classes.name} title={path}>
                  {file.folder !== "" && <span className={classes.folder}>{file.folder}/</span>}
                  <bdi>{file.name}</bdi>
                </td>
                <td className={classes.number}>{formatBytes(file.size)}</td>
                <td className={classes.time}>
                  <time dateTime={file.modified}>{formatShortTime(new Date(file.modified))}</time>
                </td>
                <td>
                  <span className={file.isRead ? classes.read : classes.leftOut} title={file.isRead ? undefined : whyLeftOut(file.name)}>
                    {file.isRead ? <CircleCheck size={14} aria-hidden /> : <CircleSlash size={14} aria-hidden />}
                    {file.isRead ? "Read" : `Left out. ${whyLeftOut(file.name)}`}
                  </span>
                </td>
                <td className={classes.menuColumn}>
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon aria-label={`What to do with ${path}`}>
                        <EllipsisVertical size={16} />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item component="a" href={fileAddress(slug, container, file)} download={file.name} leftSection={<Download size={14} />}>
                        Download
                      </Menu.Item>
                      <Menu.Item leftSection={<PencilLine size={14} />} onClick={() => onMove(file)}>
                        Move or rename
                      </Menu.Item>
                      <Menu.Item color="danger" leftSection={<Trash2 size={14} />} onClick={() => onDelete(file)}>
                        Delete file
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </td>
              </tr>
            );
          })}
          {after > 0 && (
            <tr aria-hidden>
              <td colSpan={6} className={classes.gap} style={{ height: after }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
