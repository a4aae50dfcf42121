import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import type { Schemas } from "../../api/client";
import { api } from "../../api/server";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { textOf } from "../../parts/grid/values";
import { formatNumber, formatShare } from "../../parts/numbers";
import { Histogram } from "./Histogram";
import classes from "./Profile.module.css";
import { TopValues } from "./TopValues";

interface ProfilePanelProps {
  slug: string;
  table: string;
  column: string;
  /** The values of the column that rows are filtered by. */
  chosen: readonly string[];
  onChoose: (value: string) => void;
  onChooseNull: () => void;
  onClose: () => void;
}

/** What one column holds, in the whole table. */
export function ProfilePanel({ slug, table, column, chosen, onChoose, onChooseNull, onClose }: ProfilePanelProps) {
  const query = api.useQuery("get", "/api/p/{slug}/tables/{table}/profile", {
    params: { path: { slug, table }, query: { column: [column] } },
  });
  const profile = query.data?.columns[0];
  return (
    <aside className={classes.panel} aria-label={`Profile of ${column}`}>
      <div className={classes.title}>
        <h2 title={column}>{column}</h2>
        <ActionIcon aria-label="Close the profile" onClick={onClose}>
          <X size={16} />
        </ActionIcon>
      </div>
      {query.isPending && <Loading label="Loading the profile" />}
      {query.isError && !profile && (
        <ErrorPanel what="The profile could not be made" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {profile && (
        <>
          <p className={classes.about}>{profile.type}, over all rows whatever is filtered</p>
          <Figures profile={profile} onChooseNull={onChooseNull} />
          {profile.histogram.length > 0 && <Histogram bins={profile.histogram} type={profile.type} />}
          <TopValues profile={profile} chosen={chosen} onChoose={onChoose} />
        </>
      )}
    </aside>
  );
}

function Figures({ profile, onChooseNull }: { profile: Schemas["ColumnProfile"]; onChooseNull: () => void }) {
  const { rows, nulls, distinct, min, max, mean, lengths, type } = profile;
  return (
    <dl className={classes.figures}>
      <dt>Rows</dt>
      <dd>{formatNumber(rows)}</dd>
      <dt>Null</dt>
      <dd>
        {nulls === 0 ? (
          "none"
        ) : (
          <button type="button" className={classes.link} onClick={onChooseNull} title="Show only these rows">
            {formatNumber(nulls)} ({formatShare(nulls / rows)})
          </button>
        )}
      </dd>
      <dt>Different values</dt>
      <dd>{distinct.exact ? formatNumber(distinct.count) : `about ${formatNumber(distinct.count)} (estimated)`}</dd>
      {min !== undefined && min !== null && (
        <>
          <dt>Lowest</dt>
          <dd>{textOf(min, type)}</dd>
        </>
      )}
      {max !== undefined && max !== null && (
        <>
          <dt>Highest</dt>
          <dd>{textOf(max, type)}</dd>
        </>
      )}
      {mean !== undefined && (
        <>
          <dt>Mean</dt>
          <dd>{formatNumber(mean)}</dd>
        </>
      )}
      {lengths && (
        <>
          <dt>Characters</dt>
          <dd>
            {formatNumber(lengths.min)} to {formatNumber(lengths.max)}
          </dd>
        </>
      )}
    </dl>
  );
}
