import { Button, Table, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/server";
import { Ago } from "../parts/Ago";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { tellDone, tellFailed } from "../parts/toasts";
import { NewToken } from "./NewToken";
import { Section } from "./Section";
import classes from "./Settings.module.css";

const TOKENS = ["get", "/api/auth/tokens"] as const;

/** The tokens by which scripts come in. */
export function ApiTokens() {
  const client = useQueryClient();
  const tokens = api.useQuery(...TOKENS);
  const revoke = api.useMutation("delete", "/api/auth/tokens/{id}", {
    onSuccess: () => {
      tellDone("The token is good for nothing any more.");
      void client.invalidateQueries({ queryKey: TOKENS });
    },
    onError: (error) => tellFailed("The token was not revoked", error),
  });
  const askToRevoke = (id: string, name: string) =>
    modals.openConfirmModal({
      title: `Revoke ${name}`,
      children: <Text>Whatever shows this token is turned away from now on.</Text>,
      labels: { confirm: "Revoke the token", cancel: "Cancel" },
      confirmProps: { color: "danger" },
      onConfirm: () => revoke.mutate({ params: { path: { id } } }),
    });
  const make = () =>
    modals.open({ modalId: "token", title: "New API token", children: <NewToken onDone={() => modals.close("token")} /> });

  return (
    <Section title="API tokens" about="For scripts: they do what these pages do, without the password.">
      {tokens.isPending && <Loading />}
      {tokens.isError && <ErrorPanel what="The tokens could not be loaded" error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data && tokens.data.tokens.length > 0 && (
        <div className={classes.frame}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>May</Table.Th>
                <Table.Th>Made</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">Revoke</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.data.tokens.map(({ id, name, scope, createdAt }) => (
                <Table.Tr key={id}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>{scope === "read" ? "read" : "read and write"}</Table.Td>
                  <Table.Td>
                    <Ago time={createdAt} />
                  </Table.Td>
                  <Table.Td className={classes.right}>
                    <Button variant="subtle" color="danger" onClick={() => askToRevoke(id, name)} aria-label={`Revoke ${name}`}>
                      Revoke
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <div>
        <Button variant="default" onClick={make}>
          New token
        </Button>
      </div>
    </Section>
  );
}
