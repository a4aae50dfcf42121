import { Button, Group, Stack, Table } from "@mantine/core";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { Ago } from "../parts/Ago";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading, SkeletonRows } from "../parts/Loading";
import { NewTokenDialog } from "./NewTokenDialog";
import { RevokeDialog } from "./RevokeDialog";
import { Section } from "./Section";
import { SCOPES } from "./scopes";
import classes from "./settings.module.css";

type Token = Schemas["Token"];

/** The API tokens there are; makes new ones and revokes old ones. */
export function TokensSection() {
  const { data, isError, ...asked } = api.useQuery("get", "/api/auth/tokens");
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token>();
  const make = (
    <Button variant="default" leftSection={<Plus size={14} />} onClick={() => setMaking(true)}>
      New token
    </Button>
  );

  return (
    <Section title="API tokens" about="For scripts and other programs that use Karet without a browser.">
      {isError && !data && <ErrorPanel what="The tokens could not be loaded" error={asked.error} onRetry={() => void asked.refetch()} />}
      {!data && !isError && (
        <Loading label="Loading tokens">
          <SkeletonRows rows={2} />
        </Loading>
      )}
      {data?.tokens.length === 0 && (
        <Empty icon={<KeyRound size={20} aria-hidden />} action={make}>
          There are no tokens. Without one, only people who know the password get in.
        </Empty>
      )}
      {data && data.tokens.length > 0 && (
        <Stack>
          <TokenTable tokens={data.tokens} onRevoke={setRevoking} />
          <Group>{make}</Group>
        </Stack>
      )}
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </Section>
  );
}

function TokenTable({ tokens, onRevoke }: { tokens: Token[]; onRevoke: (token: Token) => void }) {
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": "API tokens" } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>May</Table.Th>
            <Table.Th>Made</Table.Th>
            <Table.Th>
              <span className="visually-hidden">What you can do</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td className={classes.name}>{token.name}</Table.Td>
              <Table.Td className={classes.nowrap}>{SCOPES[token.scope].label}</Table.Td>
              <Table.Td className={classes.nowrap}>
                <Ago time={token.createdAt} />
              </Table.Td>
              <Table.Td className={classes.last}>
                <Button variant="subtle" color="danger" onClick={() => onRevoke(token)} aria-label={`Revoke ${token.name}`}>
                  Revoke
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
