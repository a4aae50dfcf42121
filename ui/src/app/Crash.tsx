import { Button, Group } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Page } from "../parts/Page";

/** What stands in the place of a page that broke; the rest of the application goes on. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title="This page broke">
      <ErrorPanel what="The page could not be shown" error={error} onRetry={again} />
      <Group>
        <Button variant="default" component={Link} to="/">
          All pipelines
        </Button>
      </Group>
    </Page>
  );
}

/** An address that leads nowhere, not even into the frame of those who are signed in. */
export function LostOutside() {
  return (
    <main>
      <Lost />
    </main>
  );
}

/** An address that leads nowhere. */
export function Lost() {
  return (
    <Page title="Nothing is here">
      <Empty
        action={
          <Button component={Link} to="/">
            All pipelines
          </Button>
        }
      >
        This address leads nowhere. The page may have been renamed or deleted.
      </Empty>
    </Page>
  );
}
