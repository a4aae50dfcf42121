import { Button, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Search, Trash2 } from "lucide-react";
import { useState } from "react";
import { DropZone } from "../../drop/DropZone";
import { Empty } from "../../parts/Empty";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { formatCount } from "../../parts/numbers";
import { DeleteFiles } from "./DeleteFiles";
import { FileTable } from "./FileTable";
import { MoveFile } from "./MoveFile";
import type { Source } from "./SourceList";
import classes from "./Sources.module.css";
import { cleanFolder, pathOf } from "./paths";
import { type SourceFile, useFiles } from "./useFiles";

interface FilesPanelProps {
  slug: string;
  source: Source;
  sources: readonly Source[];
  prefix: string;
  /** The folder that uploads go to. */
  folder: string;
  onFolder: (folder: string) => void;
  onFiles: (files: File[]) => void;
}

/** The files of one source: to add to, look through, move and delete. */
export function FilesPanel({ slug, source, sources, prefix, folder, onFolder, onFiles }: FilesPanelProps) {
  const navigate = useNavigate({ from: "/p/$slug/data/sources" });
  const query = useFiles(slug, source.id, prefix);
  const { files } = query;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [doomed, setDoomed] = useState<readonly SourceFile[]>([]);
  const [moving, setMoving] = useState<SourceFile>();
  const chosen = files.filter((file) => ticked.has(pathOf(file)));
  const search = (next: string) => void navigate({ search: (before) => ({ ...before, prefix: next || undefined }), replace: true });

  return (
    <div className={classes.panel}>
      <DropZone compact title={`Add files to ${source.name}`} onFiles={onFiles}>
        Drop CSV files anywhere on this page. They go to <code>{source.pathPrefix + (folder && `${cleanFolder(folder)}/`)}</code>
      </DropZone>
      <div className={classes.bar}>
        <TextInput
          type="search"
          className={classes.search}
          aria-label="Show files whose path begins with"
          placeholder="Path begins with"
          leftSection={<Search size={14} aria-hidden />}
          value={prefix}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <TextInput
          className={classes.folder}
          aria-label="Folder that new files go to"
          placeholder="Folder for new files"
          value={folder}
          onChange={(event) => onFolder(event.currentTarget.value)}
        />
        <Link to="/drop" search={{ pipeline: slug, source: source.id }} className={classes.link}>
          Compare a file with this source first
        </Link>
        {chosen.length > 0 && (
          <Button color="danger" variant="light" leftSection={<Trash2 size={14} />} onClick={() => setDoomed(chosen)}>
            Delete {formatCount(chosen.length, "file")}
          </Button>
        )}
      </div>
      {query.isPending && <Loading label="Loading files" />}
      {query.isError && <ErrorPanel what="The files could not be loaded" error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && files.length === 0 && (
        <Empty
          action={
            prefix !== "" && (
              <Button variant="default" onClick={() => search("")}>
                Show all files
              </Button>
            )
          }
        >
          {prefix === "" ? "No files are here yet. Drop some, or choose them above." : `No file's path begins with “${prefix}”.`}
        </Empty>
      )}
      {files.length > 0 && (
        <FileTable
          slug={slug}
          container={source.id}
          files={files}
          ticked={ticked}
          onTick={setTicked}
          onMove={setMoving}
          onDelete={(file) => setDoomed([file])}
          onNearEnd={query.fetchMore}
        />
      )}
      <MoveFile slug={slug} container={source.id} sources={sources} file={moving} onClose={() => setMoving(undefined)} />
      <DeleteFiles
        slug={slug}
        container={source.id}
        files={doomed}
        onClose={() => setDoomed([])}
        onDone={() => {
          setDoomed([]);
          setTicked(new Set());
        }}
      />
    </div>
  );
}
