import { Button } from "@mantine/core";
import { Link, Outlet, getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { onNoPipeline } from "../api/server";
import { Empty } from "../parts/Empty";
import { Page } from "../parts/Page";

const route = getRouteApi("/inside/p/$slug");

/** The pages of a pipeline; one page in their place when there is no such pipeline. */
export function PipelineFrame() {
  const { slug } = route.useParams();
  const [missing, setMissing] = useState<string>();
  useEffect(() => onNoPipeline(setMissing), []);
  if (missing !== slug) return <Outlet />;
  return (
    <Page title="No such pipeline">
      <Empty
        action={
          <Button component={Link} to="/">
            All pipelines
          </Button>
        }
      >
        There is no pipeline called “{slug}”. It may have been renamed or deleted.
      </Empty>
    </Page>
  );
}
