import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Schemas } from "../api/client";
import { Empty } from "../parts/Empty";
import { LongTable } from "../parts/LongTable";
import { formatCount, formatNumber } from "../parts/numbers";
import { FILE_WORDS, filesLike } from "./files";
import classes from "./job.module.css";

type JobFile = Schemas["JobFile"];

const COLUMNS = [
  { name: "File" },
  { name: "Mapping" },
  { name: "What became of it" },
  { name: "Read", numeric: true },
  { name: "Written", numeric: true },
  { name: "Left out", numeric: true },
  { name: "Duplicates", numeric: true },
];

/** What became of every file in a run, those with trouble first. */
export function JobFiles({ slug, job, files }: { slug: string; job: string; files: readonly JobFile[] }) {
  const [text, setText] = useState("");
  const found = useMemo(() => filesLike(files, text), [files, text]);
  if (files.length === 0) return <Empty>This run looked at no files.</Empty>;
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          type="search"
          aria-label="Search the files"
          placeholder="Search the files"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span role="status">{formatCount(found.length, "file")}</span>
      </div>
      {found.length === 0 ? (
        <Empty>No file is called so.</Empty>
      ) : (
        <LongTable
          label="Files"
          columns={COLUMNS}
          rows={found}
          keyOf={(file) => `${file.mapping} ${file.file}`}
          cells={(file) => <FileCells slug={slug} job={job} file={file} />}
        />
      )}
    </>
  );
}

function FileCells({ slug, job, file }: { slug: string; job: string; file: JobFile }) {
  return (
    <>
      <td className={classes.path}>{file.file}</td>
      <td>{file.mapping}</td>
      <td>
        <span className={file.status === "failed" ? classes.bad : undefined}>{FILE_WORDS[file.status]}</span>
        {file.error && <div className={classes.error}>{file.error}</div>}
      </td>
      <td className={`${classes.numeric} tabular`}>{formatNumber(file.rows_read)}</td>
      <td className={`${classes.numeric} tabular`}>{formatNumber(file.rows_written)}</td>
      <td className={`${classes.numeric} tabular`}>
        {file.rows_rejected === 0 ? (
          "0"
        ) : (
          <Link
            to="/p/$slug/jobs/$job"
            params={{ slug, job }}
            search={{ tab: "rejects", file: file.file }}
            aria-label={`${formatCount(file.rows_rejected, "row")} left out of ${file.file}`}
          >
            {formatNumber(file.rows_rejected)}
          </Link>
        )}
      </td>
      <td className={`${classes.numeric} tabular`}>{formatNumber(file.rows_deduped)}</td>
    </>
  );
}
