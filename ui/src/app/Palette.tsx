import "@mantine/spotlight/styles.css";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { Search } from "lucide-react";
import { useEffect } from "react";
import { useFocusBack } from "../parts/focus";
import classes from "./Palette.module.css";
import { useActions } from "./useActions";

interface PaletteProps {
  slug: string | undefined;
  onHelp: () => void;
  onSignOut: () => void;
  onClose: () => void;
}

/** Finds places and deeds by a few letters. */
export function Palette({ slug, onHelp, onSignOut, onClose }: PaletteProps) {
  useFocusBack();
  useEffect(() => {
    spotlight.open();
    return spotlight.close;
  }, []);
  const actions = useActions(slug, { help: onHelp, signOut: onSignOut });
  return (
    <Spotlight
      onSpotlightClose={onClose}
      shortcut={null}
      limit={40}
      scrollable
      classNames={{ actionsGroup: classes.group, actionsList: classes.list, action: classes.action }}
      overlayProps={{ blur: 0 }}
      returnFocus={false}
      maxHeight={420}
      highlightQuery
      nothingFound="Nothing of that name."
      searchProps={{ leftSection: <Search size={16} aria-hidden />, placeholder: "Go to, search, do", "aria-label": "Go to, search, do" }}
      actions={actions}
    />
  );
}
