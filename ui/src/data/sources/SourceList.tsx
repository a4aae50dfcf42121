import { Link } from "@tanstack/react-router";
import { CircleAlert, Database } from "lucide-react";
import { formatBytes, formatCount } from "../../parts/numbers";
import classes from "./Sources.module.css";

/** A source container, as the service lists it. */
export interface Source {
  id: string;
  name: string;
  pathPrefix: string;
  files: number;
  bytes: number;
  trouble?: string;
}

/** The sources of a pipeline, of which one is shown. */
export function SourceList({ slug, sources, shown }: { slug: string; sources: readonly Source[]; shown: string }) {
  return (
    <nav aria-label="Sources" className={classes.sources}>
      {sources.map(({ id, name, pathPrefix, files, bytes, trouble }) => (
        <Link
          key={id}
          to="/p/$slug/data/sources"
          params={{ slug }}
          search={{ source: id }}
          className={id === shown ? `${classes.source} ${classes.shown}` : classes.source}
          aria-current={id === shown ? "true" : undefined}
        >
          <span className={classes.sourceName} title={name}>
            <Database size={14} aria-hidden />
            <span>{name}</span>
          </span>
          <span className={classes.facts}>
            {formatCount(files, "file")}, {formatBytes(bytes)}
          </span>
          <code className={classes.prefix} title={pathPrefix}>
            {pathPrefix}
          </code>
          {trouble && (
            <span className={classes.trouble}>
              <CircleAlert size={14} aria-hidden />
              {trouble}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
