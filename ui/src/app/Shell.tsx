import "@mantine/notifications/styles.css";
import { ActionIcon, Drawer, Menu, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { Notifications, notifications } from "@mantine/notifications";
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { CircleHelp, Menu as MenuIcon, Search, UserRound } from "lucide-react";
import { Suspense, lazy, useEffect } from "react";
import { failureOf } from "../api/failure";
import { onSignedOut, queryClient, server } from "../api/server";
import { Navigation } from "./Navigation";
import { SchemeMenu } from "./SchemeMenu";
import classes from "./Shell.module.css";
import { useKeptColorScheme } from "./colorScheme";
import logo from "./karet.svg";
import { useShortcuts } from "./shortcuts";

const Help = lazy(async () => ({ default: (await import("./Help")).Help }));
const Palette = lazy(async () => ({ default: (await import("./Palette")).Palette }));

/** The frame around every page: header, navigation, palette, help. */
export function Shell() {
  const navigate = useNavigate();
  const { slug } = useParams({ strict: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  useKeptColorScheme();
  const [menuOpen, menu] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const [paletteWanted, palette] = useDisclosure(false);

  useEffect(
    () =>
      onSignedOut(() => {
        queryClient.clear();
        // Several requests may be refused at once; the first has said where to come back to.
        if (window.location.pathname === "/login") return;
        void navigate({ to: "/login", search: { next: window.location.pathname + window.location.search } });
      }),
    [navigate],
  );
  useEffect(menu.close, [path, menu.close]);
  useShortcuts(slug, help.open, palette.open);

  const signOut = async () => {
    try {
      await server.POST("/api/auth/logout");
    } catch (thrown) {
      notifications.show({ color: "danger", title: "You are still signed in", message: failureOf(thrown).message });
      return;
    }
    queryClient.clear();
    void navigate({ to: "/login" });
  };

  return (
    <ModalsProvider labels={{ confirm: "Continue", cancel: "Cancel" }}>
      <Notifications position="bottom-right" autoClose={6000} limit={4} />
      <div className={classes.shell}>
        <a href="#content" className={classes.skip}>
          Skip to the content
        </a>
        <header className={classes.header}>
          <ActionIcon className={classes.burger} aria-label="Open the navigation" onClick={menu.open}>
            <MenuIcon size={18} />
          </ActionIcon>
          <Link to="/" className={classes.brand} aria-label="Karet, all pipelines">
            <img src={logo} alt="" width={22} height={22} />
            <span>Karet</span>
          </Link>
          {slug !== undefined && (
            <Link to="/p/$slug/graph" params={{ slug }} className={classes.where} title={slug}>
              {slug}
            </Link>
          )}
          <button type="button" className={slug === undefined ? classes.search : `${classes.search} ${classes.searchBeside}`} onClick={palette.open}>
            <Search size={14} aria-hidden />
            <span className={classes.searchWords}>Go to, search, do</span>
            <kbd className={classes.keys}>Ctrl K</kbd>
          </button>
          <div className={classes.tools}>
            <span className={classes.spare}>
              <SchemeMenu />
              <Tooltip label="Keyboard and help (?)">
                <ActionIcon aria-label="Keyboard and help" onClick={help.open}>
                  <CircleHelp size={18} />
                </ActionIcon>
              </Tooltip>
            </span>
            <Menu position="bottom-end" width={180}>
              <Menu.Target>
                <ActionIcon aria-label="Account">
                  <UserRound size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item component={Link} to="/settings">
                  Settings
                </Menu.Item>
                <Menu.Item onClick={help.open}>Keyboard and help</Menu.Item>
                <Menu.Item onClick={signOut}>Sign out</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </div>
        </header>
        <nav className={classes.sidebar} aria-label="Main">
          <Navigation slug={slug} />
        </nav>
        <Drawer opened={menuOpen} onClose={menu.close} size={260} title="Karet" padding="md">
          <nav aria-label="Main">
            <Navigation slug={slug} />
          </nav>
        </Drawer>
        <main className={classes.content} id="content" tabIndex={-1}>
          <Outlet />
        </main>
        <Suspense>
          {paletteWanted && <Palette slug={slug} onHelp={help.open} onSignOut={signOut} onClose={palette.close} />}
          {helpOpen && <Help onClose={help.close} />}
        </Suspense>
      </div>
    </ModalsProvider>
  );
}
