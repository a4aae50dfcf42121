import { useDocumentTitle } from "@mantine/hooks";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { api, queryClient } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import logo from "../app/karet.svg";
import classes from "./LoginPage.module.css";
import { PasswordForm } from "./PasswordForm";
import { nextAddress } from "./nextAddress";

const route = getRouteApi("/login");

const FIRST = {
  title: "Choose a password",
  words: "This Karet is new. Its password guards everything in it; whoever has the bucket can set another one.",
  button: "Set the password",
};
const LATER = {
  title: "Sign in",
  words: "Karet turns CSV files into tables and dashboards, on your own machine.",
  button: "Sign in",
};

/** Sets the password on the first visit; signs in afterwards. */
export function LoginPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const setup = api.useQuery("get", "/api/auth/setup", {}, { staleTime: 0 });
  const words = setup.data?.needsSetup ? FIRST : LATER;
  useDocumentTitle(`${words.title} · Karet`);

  const signedIn = () => {
    queryClient.clear();
    router.history.push(nextAddress(next));
  };

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src={logo} alt="" width={28} height={28} />
          Karet
        </div>
        {setup.isPending && <Loading />}
        {setup.isError && (
          <ErrorPanel what="Karet could not be asked" error={setup.error} onRetry={() => void setup.refetch()} />
        )}
        {setup.data && (
          <>
            <h1 className={classes.title}>{words.title}</h1>
            <p className={classes.words}>{words.words}</p>
            <PasswordForm
              isNew={setup.data.needsSetup}
              button={words.button}
              onSignedIn={signedIn}
              onStale={() => void setup.refetch()}
            />
          </>
        )}
      </div>
    </main>
  );
}
