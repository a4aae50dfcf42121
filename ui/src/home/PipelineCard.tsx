import { ActionIcon, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Star, Workflow } from "lucide-react";
import type { Schemas } from "../api/client";
import { Ago } from "../parts/Ago";
import { Health } from "../parts/Health";
import { formatCount } from "../parts/numbers";
import { CardMenu } from "./CardMenu";
import classes from "./PipelineCard.module.css";
import { tableNames } from "./tableNames";

interface PipelineCardProps {
  pipeline: Schemas["PipelineSummary"];
  starred: boolean;
  onStar: () => void;
}

/** A pipeline at a glance: its picture, its tables, how it is and what its last run did. */
export function PipelineCard({ pipeline, starred, onStar }: PipelineCardProps) {
  const { slug, lastRun } = pipeline;
  const trouble = pipeline.change ?? pipeline.trouble ?? lastRun?.error;
  const star = starred ? `Take the star from ${slug}` : `Give ${slug} a star`;
  return (
    <article className={classes.card}>
      <div className={classes.picture}>
        {pipeline.hasPreview ? (
          <img src={`/api/p/${slug}/preview`} alt="" loading="lazy" decoding="async" width={640} height={360} />
        ) : (
          <Workflow size={32} aria-hidden />
        )}
      </div>
      <div className={classes.words}>
        <div className={classes.head}>
          <h2 className={classes.name} title={slug}>
            <Link to="/p/$slug/graph" params={{ slug }}>
              {slug}
            </Link>
          </h2>
          <Tooltip label={star}>
            <ActionIcon className={`${classes.above} ${starred ? classes.starred : ""}`} aria-label={star} aria-pressed={starred} onClick={onStar}>
              <Star size={16} />
            </ActionIcon>
          </Tooltip>
          <div className={classes.above}>
            <CardMenu pipeline={pipeline} />
          </div>
        </div>
        <div className={classes.tables}>{tableNames(pipeline.tables.map((table) => table.name))}</div>
        <div className={classes.line}>
          <Health state={pipeline.health} />
          {lastRun && <Ago time={lastRun.startedAt} />}
          {lastRun?.rows_written !== undefined && <span className="tabular">{formatCount(lastRun.rows_written, "row")}</span>}
        </div>
        {trouble && (
          <div className={classes.trouble} title={trouble}>
            {trouble}
          </div>
        )}
      </div>
    </article>
  );
}
