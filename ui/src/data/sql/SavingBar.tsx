import { ActionIcon, Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EllipsisVertical, FilePlus, FileText, Link2, Save } from "lucide-react";
import { copyText } from "../../parts/clipboard";
import { tellDone, tellFailed } from "../../parts/toasts";
import { NameDialog } from "./NameDialog";
import classes from "./Sql.module.css";
import type { useSaving } from "./useSaving";

interface SavingBarProps {
  slug: string;
  /** The name of the saved query that is open. */
  open: string | undefined;
  changed: boolean;
  blank: boolean;
  /** The names of all saved queries. */
  names: string[];
  saving: ReturnType<typeof useSaving>;
  onDiscard: () => void;
}

/** What the statement is saved as, and its saving. */
export function SavingBar({ slug, open, changed, blank, names, saving, onDiscard }: SavingBarProps) {
  const named = open !== undefined;
  return (
    <div className={classes.file}>
      {named && (
        <span className={classes.title}>
          <FileText size={14} aria-hidden />
          <span className={classes.titleWords} title={open}>
            {open}
          </span>
          {changed && <span className={classes.unsaved}>unsaved changes</span>}
        </span>
      )}
      {named && changed && (
        <>
          <Button variant="subtle" color="gray" onClick={onDiscard}>
            Discard
          </Button>
          <Button variant="default" leftSection={<Save size={14} aria-hidden />} loading={saving.isSaving} onClick={saving.save}>
            Save
          </Button>
        </>
      )}
      {named ? (
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon aria-label="More for this query">
              <EllipsisVertical size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Save size={14} aria-hidden />} disabled={blank} onClick={saving.ask}>
              Save as
            </Menu.Item>
            <Menu.Item leftSection={<Link2 size={14} aria-hidden />} onClick={() => void copyLink()}>
              Copy link
            </Menu.Item>
            <Menu.Item
              leftSection={<FilePlus size={14} aria-hidden />}
              renderRoot={(props) => <Link {...props} to="/p/$slug/data/sql" params={{ slug }} search={{}} />}
            >
              New query
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Button variant="default" disabled={blank} onClick={saving.ask}>
          Save as
        </Button>
      )}
      {saving.naming && (
        <NameDialog
          title="Save query"
          initial=""
          taken={names}
          does="Save query"
          replacing="asked"
          onClose={saving.close}
          onName={(name) => {
            saving.close();
            saving.saveAs(name);
          }}
        />
      )}
    </div>
  );
}

async function copyLink() {
  if (await copyText(window.location.href)) tellDone("The link is copied.");
  else tellFailed("The link was not copied", new Error("The browser does not let pages copy here. Copy it from the address bar."));
}
